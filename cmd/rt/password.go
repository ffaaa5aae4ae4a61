package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"realtalk/app"
)

// maxPassword is how many bytes of a password file are read.
const maxPassword = 1 << 10

// password reads the password file; nil if none was given.
func (p *program) password() (*string, error) {
	return p.secretFile(p.flags.passwordFile, "password")
}

// passphrase reads the passphrase file; nil if none was given.
func (p *program) passphrase() (*string, error) {
	return p.secretFile(p.flags.passphraseFile, "passphrase")
}

// secretFile reads the first line of a file, and warns when others can read it.
func (p *program) secretFile(name, what string) (*string, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, badSecretFile(what, fmt.Sprintf("The %s file %s cannot be read.", what, name), "Check its name and who may read it.")
	}
	defer f.Close()
	if readByOthers(f) {
		fmt.Fprintf(p.errOut, "Others on this computer can read the %s file %s; “chmod 600” keeps it to yourself.\n", what, name)
	}
	secret, err := firstLine(f)
	switch {
	case err != nil:
		return nil, badSecretFile(what, fmt.Sprintf("The %s file %s cannot be used: %v.", what, name, err), "Put the "+what+" alone into its first line.")
	case strings.TrimSpace(secret) == "":
		return nil, badSecretFile(what, fmt.Sprintf("The first line of the %s file %s is empty.", what, name), "Put the "+what+" into it.")
	default:
		return &secret, nil
	}
}

func badSecretFile(what, text, hint string) error {
	return &app.Trouble{Code: what + "_file", Text: text, Hint: hint}
}

var errLongLine = errors.New("its first line is longer than 1,024 bytes")

// firstLine reads the first line of r, without the mark that some editors put
// before it.
func firstLine(r io.Reader) (string, error) {
	line, err := bufio.NewReaderSize(r, maxPassword+len("\r\n")).ReadSlice('\n')
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		return "", err
	}
	s := strings.TrimPrefix(string(line), "\ufeff")
	s = strings.TrimSuffix(strings.TrimSuffix(s, "\n"), "\r")
	if len(s) > maxPassword {
		return "", errLongLine
	}
	return strings.ToValidUTF8(s, "\ufffd"), nil
}

// readByOthers tells whether the file's mode lets others read it; Windows has
// no such mode.
func readByOthers(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && runtime.GOOS != "windows" && info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0
}
