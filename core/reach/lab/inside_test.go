//go:build linux

package lab_test

import (
	"net"
	"os"
	"strings"
	"testing"

	"realtalk/core/reach/lab"
)

// part skips a function that only runs as a part of another test.
func part(t *testing.T) {
	t.Helper()
	if lab.Inside() == "" {
		t.Skip("a part of another test")
	}
}

func TestRun(t *testing.T) {
	l := lab.Up(t, lab.Options{})
	mirror(t, l, "peer", peer4)
	if out := l.Run("guest", "TestRunInside", "WORD=Birne"); !strings.Contains(out, "Birne on guest sees 203.0.113.2") {
		t.Error(out)
	}
}

func TestRunInside(t *testing.T) {
	part(t)
	c, err := net.Dial("tcp", peer4)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	text := make([]byte, 100)
	n, err := c.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s on %s sees %s", os.Getenv("WORD"), lab.Inside(), text[:n])
}

// Several labs with the same addresses stand side by side.
func TestTwoLabs(t *testing.T) {
	one := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "pmp"}})
	two := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "all"}})
	box{t, one, "host", "192.168.1.1"}.wantMapped(4000)
	wantMaps(t, one, "router1", to(host4))
	wantMaps(t, two, "router1")
	mirror(t, one, "host", host4)
	wantSeen(t, one, "peer", door4, "203.0.113.50")
	wantNothing(t, two, "peer", door4)
}
