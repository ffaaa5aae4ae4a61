//go:build unix

package core

import (
	"os"
	"syscall"
	"testing"
)

// TestStoppedProcessIsNoticed stops processes as a laptop's lid does: their
// sockets stay open and say nothing. Nobody tells the other end; it has to
// notice by the silence, which takes 25 seconds.
func TestStoppedProcessIsNoticed(t *testing.T) {
	if testing.Short() && os.Getenv("CI") == "" {
		t.Skip("waits for 25 s of silence")
	}
	t.Parallel()
	stoppedHost, address := childHost(t, "Stopped", testPassword)
	left := joiningChild(t, "Left", address)
	host := hostingReally(t, "Hanna")
	ben := joiningChild(t, "Ben", host.address())
	stoppedGuest := childGuest(t, "Stopped", host.address(), testPassword)

	for _, c := range []*child{stoppedHost, stoppedGuest} {
		if err := c.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
			t.Fatal(err)
		}
	}
	// While nobody knows yet, those who are there talk on.
	ben.say("are you all there?")
	host.said("are you all there?")
	left.say("are you there?")

	if e := wait[Ended](left, 1, nil); e.Reason != Lost {
		t.Errorf("the guest of a stopped host ended with %+v", e)
	}
	for _, p := range []*peer{host, ben} {
		if m := wait[MemberLeft](p, 1, nil); m.Name != "Stopped" || m.Reason != LeftLost {
			t.Errorf("%s saw %+v", p.name, m)
		}
	}

	// They were stopped and not dead: woken up, both find out by themselves.
	for _, c := range []*child{stoppedHost, stoppedGuest} {
		if err := c.cmd.Process.Signal(syscall.SIGCONT); err != nil {
			t.Fatal(err)
		}
	}
	stoppedHost.tells("left Left")
	stoppedGuest.tells("ended")
}
