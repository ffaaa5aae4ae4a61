package main

import (
	"fmt"
	"net"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestNoDescriptorsLeft takes from a host what it needs to take connections, while
// one guest is in and others come.
func TestNoDescriptorsLeft(t *testing.T) {
	host, join := startHost(t, "Ann", "sable otter vinyl quartz")
	guest := startGuest(t, "Bob", join, "sable otter vinyl quartz")
	guest.Expect("joined", nil)
	host.Expect("member_joined", nil)

	pid := host.cmd.Process.Pid
	open, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil {
		t.Skip("this system does not tell what is open:", err)
	}
	var before unix.Rlimit
	if err := unix.Prlimit(pid, unix.RLIMIT_NOFILE, nil, &before); err != nil {
		t.Fatal(err)
	}
	few := unix.Rlimit{Cur: uint64(len(open)) + 2, Max: before.Max}
	if err := unix.Prlimit(pid, unix.RLIMIT_NOFILE, &few, nil); err != nil {
		t.Fatal(err)
	}
	for range 8 { // strangers who only connect
		c, err := net.Dial("tcp", strings.Join(join, ":"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
	wantTold(t, host, "door_stuck", "as many files and connections open as this computer allows")
	goesOn(host, guest)
	if err := unix.Prlimit(pid, unix.RLIMIT_NOFILE, &before, nil); err != nil {
		t.Fatal(err)
	}
	host.Expect("notice", where("code", "door_works"))
	wantOnce(t, host, "door_stuck", "door_works")
	startGuest(t, "Cora", join, "sable otter vinyl quartz").Expect("joined", nil)
	goesOn(host, guest)
	leave(host)
	host.Exit(0)
}
