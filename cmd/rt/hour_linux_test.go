package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"realtalk/core/reach/lab"
)

var (
	hourLong = flag.Duration("hour", 30*time.Second, "how long TestAnHourOfTrouble lasts")
	hourSeed = flag.Uint64("hourseed", 1, "of TestAnHourOfTrouble; 0: another one each time")
)

// actLong is how long troubles are made, before everybody has to hear everybody again.
const actLong = 15 * time.Second

// TestAnHourOfTrouble: six people talk, a host at home and five guests in as many
// places, one of them in the host's own home, one behind a provider's translation. Most
// lines lose packets. Anybody's cable is pulled, computers sleep and get other
// addresses, routers start again and are given other addresses, the host's among them,
// at random and several at the same time; none for as long as a place is kept.
// In the end all six transcripts are the same, line by line: nothing is lost, doubled
// or out of order, nobody was taken for lost, alarmed, or asked for the password
// again. It needs root.
func TestAnHourOfTrouble(t *testing.T) {
	l := upLab(t, lab.Options{
		Home1: lab.Router{Profile: "pcp", Open6: true}, Home2: lab.Router{NAT: "sym"},
		More:  []lab.Router{{}, {Carrier: true}},
		Delay: 15 * time.Millisecond, Loss: 1,
	})
	c := gathered(t, l, guestAt{"Lea", "lan"}, guestAt{"Pia", "peer"}, guestAt{"Gus", "guest"},
		guestAt{"Ida", "guest5"}, guestAt{"Tom", "guest6"})
	for _, p := range c.all {
		p.keepOnly(rare)
	}
	h := &hour{troubled: c, rand: seeded(t), troubles: map[string]int{}}
	said := c.during(100*time.Millisecond, h.play)
	c.compare(said)
	h.figures()
}

func seeded(t *testing.T) *rand.Rand {
	seed := *hourSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("-hourseed %d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// numbered is a message of numbers.
var numbered = regexp.MustCompile(`^\w+ \d+$`)

// rare tells events that are few, however long it takes.
func rare(e event) bool {
	return e.name != "delivered" && (e.name != "message" || !numbered.MatchString(e.text("text")))
}

// keepOnly keeps from now on only such events.
func (p *process) keepOnly(these func(event) bool) {
	p.change(func() { p.forget = func(e event) bool { return !these(e) } })
}

// hour is what happens to a chat.
type hour struct {
	*troubled
	rand     *rand.Rand
	lasting  []trouble
	troubles map[string]int // how many there were of a kind
	given    int            // addresses
}

// play makes trouble, act by act.
func (h *hour) play() {
	for end, act := time.Now().Add(*hourLong), 1; time.Now().Before(end); act++ {
		h.act(time.Now().Add(min(actLong, time.Until(end))))
		h.heard(fmt.Sprint("after act ", act))
	}
}

// act makes one trouble after another, some at the same time, and ends them all.
func (h *hour) act(end time.Time) {
	host := time.Now().Add(time.Duration(h.rand.Int64N(int64(actLong)))) // it has one, if the act lasts that long
	for time.Now().Before(end) {
		if time.Now().After(host) {
			h.begin(h.hosts())
			host = end
		} else {
			h.begin(h.guests())
		}
		h.wait(time.Now().Add(time.Second + time.Duration(h.rand.Int64N(int64(3*time.Second)))))
	}
	for len(h.lasting) > 0 {
		h.wait(h.lasting[0].until)
	}
}

// wait waits, and ends what is over meanwhile.
func (h *hour) wait(until time.Time) {
	for len(h.lasting) > 0 && !h.lasting[0].until.After(until) {
		over := h.lasting[0]
		h.lasting = h.lasting[1:]
		time.Sleep(time.Until(over.until)) // the length of the trouble is what is tested
		h.Logf("over: %s", over.what)
		over.end()
	}
	time.Sleep(time.Until(until))
}

// figures tells what this hour proved.
func (h *hour) figures() {
	h.Logf("troubles: %v", h.troubles)
	for _, p := range h.all {
		p.mu.Lock()
		count := map[string]int{}
		for _, e := range p.events {
			count[strings.TrimSpace(e.name+" "+e.text("state"))]++
		}
		p.mu.Unlock()
		h.Logf("%s: its connection was lost %d times and back %d times; others were away %d times and back %d times",
			p.who, count["connection lost"], count["connection back"], count["member_away"], count["member_back"])
	}
}
