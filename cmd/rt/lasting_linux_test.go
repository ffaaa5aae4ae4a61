package main

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"realtalk/core/reach/lab"
)

// troubled is a chat of four whose networks are bad and break: Hanna hosts at home,
// Lea is in the same home, Pia on the Internet, Gus behind a router of his own.
type troubled struct {
	*testing.T
	lab    *lab.Lab
	host   *process
	all    []*process
	byName map[string]*process
	phases int
}

// TestNothingIsLostInBadNetworks: with delay and loss on the way, cables are pulled,
// computers sleep and get other addresses, and routers start again and get other
// addresses, while everybody says numbered things. In the end all four transcripts
// are the same, line by line, nobody's words are lost, doubled or out of order, and
// nobody was alarmed or had to type the password again. It needs root.
func TestNothingIsLostInBadNetworks(t *testing.T) {
	l := upLab(t, lab.Options{
		Home1: lab.Router{Profile: "pcp", Open6: true}, Delay: 15 * time.Millisecond, Loss: 1,
	})
	c := gathered(t, l, guestAt{"Lea", "lan"}, guestAt{"Pia", "peer"}, guestAt{"Gus", "guest"})
	c.compare(c.during(40*time.Millisecond, c.script))
}

// during has everybody say numbered things while something happens, and gives how many
// each said.
func (c *troubled) during(pause time.Duration, happens func()) (said []int) {
	stop := make(chan struct{})
	said = make([]int, len(c.all))
	var saying sync.WaitGroup
	for i, p := range c.all {
		saying.Go(func() { said[i] = numbers(p, pause, stop) })
	}
	happens()
	close(stop)
	saying.Wait()
	return said
}

// guestAt is who joins, and at which computer of a lab.
type guestAt struct{ who, at string }

// gathered starts the chat. Guests of Hanna's own network take the line for that.
func gathered(t *testing.T, l *lab.Lab, guests ...guestAt) *troubled {
	t.Helper()
	c := &troubled{T: t, lab: l, host: hostAt(t, l, "host")}
	near := fmt.Sprint("rt 192.168.1.10 ", c.host.Expect("hosting", nil).number("port"))
	far := opened(c.host)
	c.all = []*process{c.host}
	c.byName = map[string]*process{"Hanna": c.host}
	for _, g := range guests {
		line := far
		if g.at == "lan" {
			line = near
		}
		p := at(t, l, g.at, g.who, strings.Fields(line)[1:]...)
		p.Expect("password_prompt", nil)
		p.Send("correct horse")
		p.Expect("joined", nil)
		c.all, c.byName[g.who] = append(c.all, p), p
	}
	c.heard("before anything breaks")
	return c
}

// numbers says numbered things, with a pause before each, until it is stopped, and
// gives how many.
func numbers(p *process, pause time.Duration, stop <-chan struct{}) (n int) {
	for ; ; n++ {
		select {
		case <-stop:
			return n
		case <-time.After(pause):
			p.Send(fmt.Sprintf("%s %d", p.who, n))
		}
	}
}

// script is what happens to the networks.
func (c *troubled) script() {
	c.Log("Gus's cable is pulled, and Lea's computer sleeps")
	c.cable("router2", "down")
	c.signal("Lea", syscall.SIGSTOP)
	for _, who := range []string{"Gus", "Lea"} {
		c.host.Expect("member_away", where("name", who))
		c.byName["Pia"].Expect("member_away", where("name", who))
	}
	c.signal("Lea", syscall.SIGCONT)
	c.cable("router2", "up")
	for _, who := range []string{"Gus", "Lea"} {
		c.host.Expect("member_back", where("name", who))
		c.byName["Pia"].Expect("member_back", where("name", who))
	}
	c.byName["Gus"].Expect("connection", where("state", "back"))
	c.heard("after the cable")

	c.Log("Lea's address changes, and Gus's router starts again")
	c.lab.SetComputerAddress("lan", "192.168.1.77/24")
	c.lab.Reboot("router2")
	c.heard("after the new address")

	c.Log("Gus's provider gives another address, and Pia's cable is pulled for a moment")
	c.lab.SetAddress("router2", "203.0.113.22")
	c.cable("peer", "down")
	time.Sleep(3 * time.Second) // the length of the break is what is tested, not waited for
	c.cable("peer", "up")
	c.heard("after the provider")

	c.Log("Hanna's computer gets another address")
	c.lab.SetComputerAddress("host", "192.168.1.20/24")
	c.heard("after the host's new address")

	c.Log("Hanna's computer sleeps")
	c.signal("Hanna", syscall.SIGSTOP)
	for _, who := range []string{"Lea", "Pia", "Gus"} {
		c.byName[who].Expect("connection", where("state", "lost"))
	}
	c.signal("Hanna", syscall.SIGCONT)
	c.heard("after the host's sleep")

	c.Log("Hanna's provider gives another address")
	c.lab.SetAddress("router1", "203.0.113.11")
	c.heard("after the host's provider")
}

// cable pulls the cable of a router or computer out of the Internet's switch, or puts
// it in.
func (c *troubled) cable(whose, state string) {
	c.Helper()
	if out, err := exec.Command("ip", "-n", c.lab.Name("wan"), "link", "set", whose, state).CombinedOutput(); err != nil {
		c.Fatalf("%v: %s", err, out)
	}
}

func (c *troubled) signal(who string, s syscall.Signal) {
	c.Helper()
	if err := c.byName[who].cmd.Process.Signal(s); err != nil {
		c.Fatal(err)
	}
}

// heard waits until everybody hears everybody.
func (c *troubled) heard(when string) {
	c.Helper()
	start := time.Now()
	c.phases++
	for _, from := range c.all {
		from.Send(from.who + " " + when)
	}
	for _, to := range c.all {
		for _, from := range c.all {
			to.Expect("message", where("text", from.who+" "+when))
		}
	}
	c.Logf("everybody hears everybody %s: %v", when, time.Since(start).Round(100*time.Millisecond))
}

// compare holds the transcripts against each other.
func (c *troubled) compare(said []int) {
	c.Helper()
	total := len(c.all) * c.phases
	for _, n := range said {
		total += n
	}
	var first []string
	for _, p := range c.all {
		await(c.T, fmt.Sprintf("the last of %d messages at %s", total, p.who), func() bool { return len(p.transcript()) >= total })
		lines := p.transcript()
		if first == nil {
			first = lines
		}
		if !slices.Equal(lines, first) {
			c.Errorf("%s heard another conversation: %d lines, not %d", p.who, len(lines), len(first))
		}
		for _, e := range []string{"ended", "error", "member_left", "security"} {
			if p.Seen(e, nil) {
				c.Errorf("%s was told of %q", p.who, e)
			}
		}
		if p.Seen("notice", func(e event) bool { return e.text("code") != "address_changed" }) {
			c.Errorf("%s was told %q", p.who, p.notices())
		}
	}
	c.inOrder(first, said)
	c.Logf("%d messages, the same for all", len(first))
}

// inOrder wants each one's numbers without a gap, a repeat or a step back.
func (c *troubled) inOrder(lines []string, said []int) {
	c.Helper()
	next := map[string]int{}
	for _, line := range lines {
		who, rest, _ := strings.Cut(line, " ")
		var n int
		if _, err := fmt.Sscan(rest, &n); err != nil {
			continue // not numbered
		}
		if n != next[who] {
			c.Fatalf("%s's number %d is %q", who, next[who], line)
		}
		next[who]++
	}
	for i, p := range c.all {
		if next[p.who] != said[i] {
			c.Errorf("%s said %d things, %d were heard", p.who, said[i], next[p.who])
		}
	}
}

// transcript gives what somebody was shown of what was said.
func (p *process) transcript() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.lines)
}

func (p *process) notices() (texts []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range p.events {
		if e.name == "notice" {
			texts = append(texts, e.text("code"))
		}
	}
	return texts
}
