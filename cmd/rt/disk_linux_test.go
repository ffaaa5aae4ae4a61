package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestFullDisk hosts on a disk that is full at the start, fills up while somebody is
// in, and has room again.
func TestFullDisk(t *testing.T) {
	disk := mountDisk(t)
	free := fill(t, disk)
	home := filepath.Join(disk, "profile")
	p := startRT(t, "Ann", "--profile", home, "host", "--listen", "127.0.0.1", "--no-router")
	p.Expect("password_prompt", nil)
	p.Send("sable otter vinyl quartz")
	if e := p.Expect("error", where("code", "disk_full")); e.text("text") != "The disk is full." || e.text("hint") == "" {
		t.Errorf("said: %v", e.fields)
	}
	p.Exit(1)
	free()

	host, join := startHost(t, "Ann", "sable otter vinyl quartz", "--profile", home)
	host.Send("/block 203.0.113.1")
	host.Expect("notice", where("code", "block"))
	before := readFile(t, home, "door.json")
	free = fill(t, disk)
	bob := filepath.Join(t.TempDir(), "Bob")
	guest := startGuest(t, "Bob", join, "sable otter vinyl quartz", "--profile", bob)
	guest.Expect("joined", nil)
	wantTold(t, host, "not_written", "The disk is full.")
	host.Send("/block 203.0.113.2")
	host.Expect("error", where("code", "not_kept"))
	wantTold(t, host, "not_kept", "The disk is full.")
	host.Send("/save " + filepath.Join(disk, "conversation.txt"))
	host.Expect("error", where("code", "disk_full"))
	goesOn(host, guest)
	if now := readFile(t, home, "door.json"); now != before {
		t.Errorf("the full disk has changed the list of blocked addresses to %q", now)
	}
	if _, err := os.Stat(filepath.Join(disk, "conversation.txt")); err == nil {
		t.Error("half of a conversation is left")
	}

	free()
	host.Expect("notice", where("code", "written_again"))
	await(t, "the block on disk", func() bool { return strings.Contains(readFile(t, home, "door.json"), "203.0.113.2") })
	wantOnce(t, host, "not_written", "not_kept", "written_again")
	leave(host)
	host.Exit(0)
	host, join = startHost(t, "Ann", "sable otter vinyl quartz", "--profile", home)
	startGuest(t, "Bob", join, "sable otter vinyl quartz", "--profile", bob).Expect("joined", nil)
	if e := host.Expect("member_joined", nil); e.text("trust") != "known" {
		t.Errorf("whom the host met while the disk was full is %q to it", e.text("trust"))
	}
}

// TestFolderVanishes takes the profile away from a host and puts it back.
func TestFolderVanishes(t *testing.T) {
	home := filepath.Join(t.TempDir(), "profile")
	host, join := startHost(t, "Ann", "sable otter vinyl quartz", "--profile", home)
	identity := readFile(t, home, "identity")
	away := home + "-elsewhere"
	rename(t, home, away)
	if err := os.Mkdir(home, 0o700); err != nil { // as an empty mount point
		t.Fatal(err)
	}
	guest := startGuest(t, "Bob", join, "sable otter vinyl quartz")
	guest.Expect("joined", nil)
	wantTold(t, host, "not_written", "Real Talk's folder "+home+" is gone:")
	host.Send("/block 203.0.113.2")
	host.Expect("error", where("code", "not_kept"))
	goesOn(host, guest)
	if files, _ := os.ReadDir(home); len(files) > 0 {
		t.Errorf("%v were made in place of the folder", files)
	}
	if err := os.Remove(home); err != nil {
		t.Fatal(err)
	}
	rename(t, away, home)
	host.Expect("notice", where("code", "written_again"))
	leave(host)
	host.Exit(0)
	if !strings.Contains(readFile(t, home, "door.json"), "203.0.113.2") || readFile(t, home, "identity") != identity {
		t.Error("something was lost")
	}
}

// TestReadOnlyProfile starts with a profile on a disk that cannot be written, and
// makes it one while a chat is on.
func TestReadOnlyProfile(t *testing.T) {
	disk := mountDisk(t)
	home := filepath.Join(disk, "profile")
	host, join := startHost(t, "Ann", "sable otter vinyl quartz", "--profile", home)
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip("the disk cannot be made read-only:", err)
	}
	guest := startGuest(t, "Bob", join, "sable otter vinyl quartz")
	guest.Expect("joined", nil)
	wantTold(t, host, "not_written", "Real Talk is not allowed to write to its folder "+home+" any more.")
	goesOn(host, guest)
	leave(host)
	host.Exit(0)
	p := startRT(t, "Ann", "--profile", home, "host", "--listen", "127.0.0.1", "--no-router")
	e := p.Expect("error", where("code", "profile"))
	if !strings.Contains(e.text("text"), home) || !strings.Contains(e.text("hint"), "writable") {
		t.Errorf("said: %v", e.fields)
	}
	p.Exit(1)
}

// mountDisk mounts a small disk in memory.
func mountDisk(t *testing.T) (dir string) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("mounting a small disk needs root")
	}
	dir = t.TempDir()
	if err := syscall.Mount("rt-test", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Skip("nothing can be mounted here:", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// fill leaves no room on a disk until free is called.
func fill(t *testing.T, disk string) (free func()) {
	t.Helper()
	path := filepath.Join(disk, "filler")
	if err := os.WriteFile(path, make([]byte, 1<<20), 0o600); err == nil {
		t.Fatal("the disk does not fill up")
	}
	return func() {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}
