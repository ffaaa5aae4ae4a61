package main

import (
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestPortInUse wants a port that another program has.
func TestPortInUse(t *testing.T) {
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	port := strconv.Itoa(other.Addr().(*net.TCPAddr).Port)
	p := startRT(t, "Ann", "host", "--listen", "127.0.0.1", "--no-router", "--port", port)
	p.Expect("password_prompt", nil)
	p.Send("sable otter vinyl quartz")
	e := p.Expect("error", where("code", "port_in_use"))
	if !strings.Contains(e.text("text"), "Another program uses") || !strings.Contains(e.text("hint"), "Leave out --port") {
		t.Errorf("said: %v", e.fields)
	}
	p.Exit(1)
}

// TestTwoHostsOnOneComputer lets two profiles host at the same time, and one of them
// a second time.
func TestTwoHostsOnOneComputer(t *testing.T) {
	home := filepath.Join(t.TempDir(), "Ann")
	ann, toAnn := startHost(t, "Ann", "sable otter vinyl quartz", "--profile", home)
	cora, toCora := startHost(t, "Cora", "willow anchor pepper cliff")
	bob := startGuest(t, "Bob", toAnn, "sable otter vinyl quartz")
	bob.Expect("joined", nil)
	dan := startGuest(t, "Dan", toCora, "willow anchor pepper cliff")
	dan.Expect("joined", nil)

	second := startRT(t, "Ann", "--profile", home, "host", "--listen", "127.0.0.1", "--no-router")
	second.Expect("password_prompt", nil)
	second.Send("sable otter vinyl quartz")
	e := second.Expect("error", where("code", "hosting_already"))
	if !strings.HasSuffix(e.text("text"), "at rt "+strings.Join(toAnn, " ")+".") || e.text("hint") == "" {
		t.Errorf("said: %v", e.fields)
	}
	second.Exit(1)
	goesOn(ann, bob)
	goesOn(cora, dan)
}
