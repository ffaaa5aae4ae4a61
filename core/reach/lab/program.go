//go:build linux

package lab

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"sync"

	"golang.org/x/sys/unix"
)

// programs are the two copies of miniupnpd.
type programs struct{ strict, lenient string }

// edition changes when other copies are made, so that old ones are not used.
const edition = "realtalk-lab-1"

// getPrograms gives the copies from the user's cache folder, and makes them if
// they are not there. Of several processes one does.
var getPrograms = sync.OnceValues(func() (programs, error) {
	folder, err := cache()
	if err != nil {
		return programs{}, err
	}
	made := programs{filepath.Join(folder, "miniupnpd.strict"), filepath.Join(folder, "miniupnpd.lenient")}
	lock, err := os.OpenFile(filepath.Join(folder, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return programs{}, err
	}
	defer lock.Close()
	if err := unix.Flock(int(lock.Fd()), unix.LOCK_EX); err != nil {
		return programs{}, err
	}
	if exists(made.strict) && exists(made.lenient) {
		return made, nil
	}
	return made, made.make(folder)
})

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// cache gives a folder that only this user can write to, since programs are
// started from it.
func cache() (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	folder := filepath.Join(base, edition)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	var is unix.Stat_t
	if err := unix.Lstat(folder, &is); err != nil {
		return "", fmt.Errorf("look at %s: %w", folder, err)
	}
	if is.Mode&unix.S_IFMT != unix.S_IFDIR || is.Uid != uint32(os.Getuid()) || is.Mode&0o022 != 0 {
		return "", fmt.Errorf("%s can be written to by others", folder)
	}
	return folder, nil
}

func (p programs) make(folder string) error {
	work, err := os.MkdirTemp(folder, "unpack")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	original, err := unpack(work)
	if err != nil {
		return err
	}
	strict, err := without(original, "203.0.113.0/24")
	if err != nil {
		return err
	}
	lenient, err := without(strict, "10.0.0.0/8", "100.64.0.0/10")
	if err != nil {
		return err
	}
	if err := writeProgram(p.strict, strict); err != nil {
		return err
	}
	return writeProgram(p.lenient, lenient)
}

// unpack gives the daemon out of Debian's package, without installing it.
func unpack(work string) ([]byte, error) {
	run := func(name string, args ...string) error {
		cmd := exec.Command(name, args...)
		cmd.Dir = work
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s %q: %w: %s", name, args, err, out)
		}
		return nil
	}
	const name = "miniupnpd-nftables"
	if err := run("apt-get", "-q", "-o", "APT::Sandbox::User=root", "download", name); err != nil {
		return nil, err
	}
	found, err := filepath.Glob(filepath.Join(work, name+"_*.deb"))
	if err != nil || len(found) != 1 {
		return nil, fmt.Errorf("apt-get left %q", found)
	}
	if err := run("dpkg", "-x", found[0], "files"); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(work, "files", "usr", "sbin", "miniupnpd"))
}

// without takes networks out of the program's table of reserved ones. An entry
// is an address and the number of bits that are the host's, each a word of this
// computer; in its place comes the one address that no card has.
func without(program []byte, networks ...string) ([]byte, error) {
	nobody := entry(netip.MustParsePrefix("255.255.255.255/32"))
	for _, network := range networks {
		reserved := entry(netip.MustParsePrefix(network))
		if n := bytes.Count(program, reserved); n != 1 {
			return nil, fmt.Errorf("miniupnpd has %s %d times, not once, in its table", network, n)
		}
		program = bytes.Replace(program, reserved, nobody, 1)
	}
	return program, nil
}

func entry(network netip.Prefix) []byte {
	address := network.Addr().As4()
	word := binary.NativeEndian.AppendUint32(nil, binary.BigEndian.Uint32(address[:]))
	return binary.NativeEndian.AppendUint32(word, uint32(32-network.Bits()))
}

// writeProgram never leaves half a program under the name.
func writeProgram(name string, program []byte) error {
	if err := os.WriteFile(name+".new", program, 0o700); err != nil {
		return err
	}
	return os.Rename(name+".new", name)
}
