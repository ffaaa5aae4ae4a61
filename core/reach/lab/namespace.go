//go:build linux

package lab

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/sys/unix"
)

const namespaces = "/run/netns" // where ip keeps their names

// enter calls f on a thread that is in a namespace, and only that thread is.
func enter(namespace string, f func() error) error {
	result := make(chan error)
	go func() {
		// Where the way back fails the thread stays locked, and ends with the
		// goroutine.
		runtime.LockOSThread()
		result <- func() error {
			outside, err := os.Open("/proc/thread-self/ns/net")
			if err != nil {
				return err
			}
			defer outside.Close()
			inside, err := os.Open(filepath.Join(namespaces, namespace))
			if err != nil {
				return err
			}
			defer inside.Close()
			if err := unix.Setns(int(inside.Fd()), unix.CLONE_NEWNET); err != nil {
				return fmt.Errorf("enter %s: %w", namespace, err)
			}
			err = f()
			if unix.Setns(int(outside.Fd()), unix.CLONE_NEWNET) == nil {
				runtime.UnlockOSThread()
			}
			return err
		}()
	}()
	return <-result
}

// optional stands before kernel parameters that need not be there.
const optional = "-"

// sysctl sets kernel parameters of a namespace, "net/ipv4/ip_forward=1".
func sysctl(namespace string, settings []string) error {
	return enter(namespace, func() error {
		for _, setting := range settings {
			setting, mayLack := strings.CutPrefix(setting, optional)
			name, value, _ := strings.Cut(setting, "=")
			err := os.WriteFile(filepath.Join("/proc/sys", name), []byte(value), 0)
			if err != nil && !(mayLack && errors.Is(err, fs.ErrNotExist)) {
				return fmt.Errorf("%s in %s: %w", setting, namespace, err)
			}
		}
		return nil
	})
}

// ip runs commands of iproute2, one a line, in a namespace or, if it has no
// name, outside. The first that fails ends it.
func ip(namespace string, commands []string) error {
	if len(commands) == 0 {
		return nil
	}
	var args []string
	if namespace != "" {
		args = []string{"-n", namespace}
	}
	cmd := exec.Command("ip", append(args, "-batch", "-")...)
	cmd.Stdin = strings.NewReader(strings.Join(commands, "\n") + "\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("ip in %q: %w: %s", namespace, err, out)
	}
	return nil
}

// nft gives a namespace its rules.
func nft(namespace, rules string) error {
	cmd := exec.Command("ip", "netns", "exec", namespace, "nft", "-f", "-")
	cmd.Stdin = strings.NewReader(rules)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("nft in %s: %w: %s", namespace, err, out)
	}
	return nil
}

// removeNamespaces deletes those whose names begin with the prefix.
func removeNamespaces(prefix string) error {
	entries, err := os.ReadDir(namespaces)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	var commands []string
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), prefix) {
			commands = append(commands, "netns del "+entry.Name())
		}
	}
	return ip("", commands)
}
