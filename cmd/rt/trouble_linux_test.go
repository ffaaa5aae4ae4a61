package main

import (
	"fmt"
	"slices"
	"strings"
	"syscall"
	"time"
)

// trouble is what happens to the network or computer of one person.
type trouble struct {
	what   string
	begin  func()
	end    func()        // nil: it is over at once
	atMost time.Duration // how long it lasts

	until time.Time
}

// begin makes a trouble, unless that one lasts already.
func (h *hour) begin(t trouble) {
	if slices.ContainsFunc(h.lasting, func(o trouble) bool { return o.what == t.what }) {
		return
	}
	kind, _, _ := strings.Cut(t.what, ":")
	h.troubles[kind]++
	t.begin()
	if t.end == nil {
		h.Log(t.what)
		return
	}
	long := time.Second/2 + time.Duration(h.rand.Int64N(int64(t.atMost)))
	h.Logf("%s, for %v", t.what, long.Round(time.Second/10))
	t.until = time.Now().Add(long)
	h.lasting = append(h.lasting, t)
	slices.SortFunc(h.lasting, func(a, b trouble) int { return a.until.Compare(b.until) })
}

// line is somebody's way to the Internet. The carrier is of the provider's side.
type line struct{ who, computer, router, carrier, network string }

var guestLines = []line{
	{who: "Lea", computer: "lan", network: "192.168.1."},
	{who: "Pia", computer: "peer", network: "203.0.113."},
	{who: "Gus", computer: "guest", router: "router2", network: "192.168.2."},
	{who: "Ida", computer: "guest5", router: "router5", network: "192.168.5."},
	{who: "Tom", computer: "guest6", router: "router6", carrier: "carrier6", network: "192.168.6."},
}

var hostLine = line{who: "Hanna", computer: "host", router: "router1", network: "192.168.1."}

func (h *hour) guests() trouble { return h.of(guestLines[h.rand.IntN(len(guestLines))]) }

// hosts is a trouble of the host, which breaks everybody's connection.
func (h *hour) hosts() trouble { return h.of(hostLine) }

// of gives somebody a trouble that it can have.
func (h *hour) of(l line) trouble {
	all := []trouble{h.sleep(l), h.move(l)}
	if l.computer == "peer" || l.router != "" {
		all = append(all, h.unplug(l))
	}
	if l.router != "" {
		all = append(all, h.reboot(l.router))
		if l.carrier == "" {
			all = append(all, h.provider(l))
		} else {
			all = append(all, h.reboot(l.carrier))
		}
	}
	return all[h.rand.IntN(len(all))]
}

func (h *hour) sleep(l line) trouble {
	return trouble{
		what:   "sleep: " + l.who,
		begin:  func() { h.signal(l.who, syscall.SIGSTOP) },
		end:    func() { h.signal(l.who, syscall.SIGCONT) },
		atMost: 20 * time.Second,
	}
}

// unplug pulls the cable nearest to the Internet.
func (h *hour) unplug(l line) trouble {
	end := l.computer
	if l.router != "" {
		end = l.router
	}
	if l.carrier != "" {
		end = l.carrier
	}
	return trouble{
		what:   "cable: " + l.who,
		begin:  func() { h.cable(end, "down") },
		end:    func() { h.cable(end, "up") },
		atMost: 20 * time.Second,
	}
}

// another gives a number of an address that nobody has had.
func (h *hour) another() int {
	h.given++
	return 60 + h.given%180
}

// move gives somebody's computer another address.
func (h *hour) move(l line) trouble {
	return trouble{what: "address: " + l.who, begin: func() {
		h.lab.SetComputerAddress(l.computer, fmt.Sprint(l.network, h.another(), "/24"))
	}}
}

func (h *hour) reboot(router string) trouble {
	return trouble{what: "reboot: " + router, begin: func() { h.lab.Reboot(router) }}
}

// provider gives a router another address on the Internet.
func (h *hour) provider(l line) trouble {
	return trouble{what: "provider: " + l.who, begin: func() {
		h.lab.SetAddress(l.router, fmt.Sprint("203.0.113.", h.another()))
	}}
}
