package core

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"realtalk/core/link"
)

// ofIRC measures ngircd as ofBare does the relay.
func (l *loadRow) ofIRC(t *testing.T) {
	program, err := exec.LookPath("ngircd")
	if err != nil {
		l.irc.missing = "not here"
		return
	}
	address, pid := ngircd(t, program)
	guests := startChild(t, "guests", "load", address)
	defer guests.kill()
	l.irc = guests.relayed(fmt.Sprint("irc ", l.guests), l.posts(), pid, func() {})
}

// ngircd starts it without limits, with a configuration of its own.
func ngircd(t *testing.T, program string) (address string, pid int) {
	t.Helper()
	dir := t.TempDir()
	certificate, key := certificateFiles(t, dir)
	plain, port := freePort(t), freePort(t)
	file := filepath.Join(dir, "ngircd.conf")
	conf := fmt.Sprintf(`[Global]
Name = irc.load.test
Listen = 127.0.0.1
Ports = %d
ServerUID = %d
ServerGID = %d
MotdPhrase = load
[Limits]
MaxConnections = 0
MaxConnectionsIP = 0
MaxJoins = 0
MaxPenaltyTime = 0
PingTimeout = 3600
[Options]
DNS = no
Ident = no
PAM = no
[SSL]
Ports = %d
CertFile = %s
KeyFile = %s
`, plain, os.Getuid(), os.Getgid(), port, certificate, key)
	if err := os.WriteFile(file, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "--nodaemon", "--config", file)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	address = fmt.Sprintf("127.0.0.1:%d", port)
	for end := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		c, err := net.Dial("tcp", address)
		if err == nil {
			_ = c.Close()
			return address, cmd.Process.Pid
		}
		if time.Now().After(end) {
			t.Fatal(err)
		}
	}
}

func certificateFiles(t *testing.T, dir string) (certificate, key string) {
	t.Helper()
	made, err := link.NewCertificate()
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(made.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, kind string, der []byte) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	return write("certificate.pem", "CERTIFICATE", made.Certificate[0]), write("key.pem", "PRIVATE KEY", private)
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
