package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"realtalk/core/reach/lab"
)

// Two homes whose routers open no door: the guest sends a reply line back, the
// host pastes it, and both dial each other.
func TestReplyLineLetsSomebodyIn(t *testing.T) {
	for name, o := range map[string]lab.Options{
		"cone":      {No6: true},
		"carrier":   {Home1: lab.Router{Carrier: true}, Home2: lab.Router{Carrier: true}, No6: true},
		"only IPv6": {Home1: lab.Router{NAT: "sym"}, Home2: lab.Router{NAT: "sym"}},
		"own door":  {Home1: lab.Router{NAT: "sym"}, Home2: lab.Router{Profile: "pcp"}, No6: true},
		"rejects":   {Home1: lab.Router{WAN: "reject"}, Home2: lab.Router{WAN: "reject"}, No6: true, Delay: 31 * time.Millisecond},
		"20 % loss": { // twice 10.6, one cable after the other
			No6: true, Loss: 10.6, Delay: 31 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			l := upLab(t, o)
			host := hostAt(t, l, "host", "--port", "40213", "--address", outer(o.Home1, 1))
			invite := host.Expect("router", func(e event) bool {
				return e.text("state") != "asking" && len(e.list("internet")) > 0
			}).text("invite")
			guest := at(t, l, "guest", "Anna", "--reply", "--address", outer(o.Home2, 2), invite)
			line := guest.Expect("reply", nil).text("line")
			if !strings.HasPrefix(line, "rt-reply:") || len(line) > 100 {
				t.Errorf("the reply line is %q", line)
			}
			host.Send("/reply Anna writes: " + line)
			host.Expect("dialing", where("state", "trying"))
			guest.Expect("password_prompt", nil)
			host.Expect("dialing", where("state", "reached"))

			// The same door as for everybody: the wrong password is told with
			// the true address, and counted.
			guest.Send("wrong")
			guest.Expect("password_wrong", func(e event) bool { return e.number("left") == 2 })
			from := host.Expect("security", where("kind", "wrong_password")).text("address")
			if !strings.HasPrefix(from, "203.0.113.") && !strings.HasPrefix(from, "2001:db8:2:") {
				t.Errorf("told to come from %s", from)
			}
			guest.Expect("password_prompt", nil)
			guest.Send("correct horse")
			guest.Expect("joined", nil)
			host.Expect("member_joined", where("name", "Anna"))
			for _, from := range []*process{host, guest} {
				from.Send("hello from " + from.who)
				host.Expect("message", where("text", "hello from "+from.who))
				guest.Expect("message", where("text", "hello from "+from.who))
			}
			leave(guest)
			guest.Exit(0)
			host.Expect("member_left", where("reason", "left"))
			ended(t, l, host, "router1")
			if maps := l.Maps("router2"); len(maps) > 0 {
				t.Errorf("the guest's router still passes on %v", maps)
			}
		})
	}
}

// Two of one household who are dialled at the same time both come in: neither
// ends the dialling of the other.
func TestTwoOfOneHouseholdReply(t *testing.T) {
	l := upLab(t, lab.Options{No6: true})
	host := hostAt(t, l, "host", "--port", "40213", "--address", "203.0.113.1")
	var guests []*process
	for _, who := range []string{"Anna", "Ben"} {
		g := at(t, l, "guest", who, "--reply", "--address", "203.0.113.2", "203.0.113.1", "40213")
		host.Send("/reply " + g.Expect("reply", nil).text("line"))
		guests = append(guests, g)
	}
	for _, g := range guests {
		g.Expect("password_prompt", nil)
		g.Send("correct horse")
		g.Expect("joined", nil)
		host.Expect("member_joined", where("name", g.who))
		host.Expect("dialing", where("state", "reached"))
	}
	ended(t, l, host, "router1")
}

// The door of a guest who was killed while it waited for the host is closed by
// its next try.
func TestKilledReplyGuestLeavesNoDoor(t *testing.T) {
	for _, profile := range []string{"igd2", "pmp", "pcp"} {
		t.Run(profile, func(t *testing.T) {
			l := upLab(t, lab.Options{Home2: lab.Router{Profile: profile}, No6: true})
			host := hostAt(t, l, "host", "--port", "40213", "--address", "203.0.113.1")
			invite := host.Expect("router", func(e event) bool {
				return e.text("state") != "asking" && len(e.list("internet")) > 0
			}).text("invite")
			kept := filepath.Join(t.TempDir(), "Anna")
			guest := atWith(t, l, "guest", "Anna", kept, "--reply", invite)
			guest.Expect("reply", nil)
			guest.Kill()
			<-guest.exited
			left := l.Maps("router2")
			if len(left) != 1 {
				t.Fatalf("the killed guest's door: %v", left)
			}
			guest = atWith(t, l, "guest", "Anna", kept, "--reply", invite)
			guest.Expect("reply", nil)
			await(t, "a new door alone", func() bool {
				maps := l.Maps("router2")
				return len(maps) == 1 && maps[0].To != left[0].To
			})
			guest.Interrupt()
			guest.Expect("ended", nil)
			await(t, "no door", func() bool { return len(l.Maps("router2")) == 0 })
			ended(t, l, host, "router1")
		})
	}
}

// outer is a home's public address, which a person may know.
func outer(r lab.Router, home int) string {
	if r.Carrier {
		home += 2
	}
	return fmt.Sprintf("203.0.113.%d", home)
}

// Routers that take another port for everybody let nothing through, and both
// are told so.
func TestReplyLineFailsInWords(t *testing.T) {
	l := upLab(t, lab.Options{Home1: lab.Router{NAT: "sym"}, Home2: lab.Router{NAT: "sym"}, No6: true})
	host := hostAt(t, l, "host", "--port", "40213", "--address", "203.0.113.1")
	guest := at(t, l, "guest", "Anna", "--reply", "--address", "203.0.113.2", "203.0.113.1", "40213")
	host.Send("/reply " + guest.Expect("reply", nil).text("line"))
	failed := host.Expect("dialing", where("state", "failed"))
	for _, want := range []string{"did not find each other", "routers"} {
		if !strings.Contains(failed.text("text"), want) {
			t.Errorf("told %q", failed.text("text"))
		}
	}
	if !strings.Contains(failed.text("hint"), "somebody else host") {
		t.Errorf("the hint is %q", failed.text("hint"))
	}
	guest.Interrupt()
	guest.Expect("ended", where("reason", "you_left"))
	ended(t, l, host, "router1")
}

// A guest who is not reached is told of the reply line, and one whose own
// address nobody knows is asked for it.
func TestUnreachedGuestIsToldWhatToDo(t *testing.T) {
	l := upLab(t, lab.Options{No6: true})
	guest := at(t, l, "guest", "Anna", "203.0.113.1", "40213")
	e := guest.Expect("ended", where("reason", "unreachable"))
	if !strings.Contains(e.text("text"), "Nothing came back from rt 203.0.113.1 40213") || !strings.Contains(e.text("hint"), "reply line") {
		t.Errorf("told %v", e.fields)
	}
	guest.Exit(3)

	unknown := at(t, l, "guest", "Ben", "--reply", "203.0.113.1", "40213")
	if e := unknown.Expect("reply", nil); e.text("line") != "" || !strings.Contains(e.text("text"), "not known") {
		t.Errorf("told %v", e.fields)
	}
	unknown.Interrupt()
	unknown.Expect("ended", nil)
}

// Somebody who came by a reply line and loses the network comes back by dialling each
// other again; nobody pastes anything, and nothing is lost.
func TestReplyGuestComesBack(t *testing.T) {
	l := upLab(t, lab.Options{No6: true, Delay: 10 * time.Millisecond})
	host := hostAt(t, l, "host", "--port", "40213", "--address", "203.0.113.1")
	guest := at(t, l, "guest", "Anna", "--reply", "--address", "203.0.113.2", "203.0.113.1", "40213")
	host.Send("/reply " + guest.Expect("reply", nil).text("line"))
	guest.Expect("password_prompt", nil)
	guest.Send("correct horse")
	guest.Expect("joined", nil)
	host.Expect("member_joined", where("name", "Anna"))
	host.Expect("dialing", where("state", "reached"))

	c := &troubled{T: t, lab: l}
	c.cable("router2", "down")
	host.Expect("member_away", where("name", "Anna"))
	guest.Expect("connection", where("state", "lost"))
	guest.Send("said on both sides of a break")
	host.Send("so it is")
	c.cable("router2", "up")
	host.Expect("member_back", where("name", "Anna"))
	guest.Expect("connection", where("state", "back"))
	for _, p := range []*process{host, guest} {
		p.Expect("message", where("text", "said on both sides of a break"))
		p.Expect("message", where("text", "so it is"))
	}
	if host.Seen("member_left", nil) || guest.Seen("ended", nil) {
		t.Error("Anna had to come in again")
	}
	ended(t, l, host, "router1")
}
