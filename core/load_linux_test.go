package core

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"
)

var loads = flag.String("load", "10", "for TestLoad: how many guests, one row for each, as in 10,50,200,1000")

const (
	// allVerify is the largest chat here in which everybody verifies. Everybody signs
	// a head every 20 s that all others check: with 1,000 guests that is 50,000 a
	// second, little for 1,000 computers and too much for one.
	allVerify = 200
	// mostPosts is about what two members may say at once, see speech.go, and
	// mostRelayed bounds to how many people it comes, in all.
	mostPosts   = 8000
	mostRelayed = 1_000_000
)

// loadRow is one row of the table.
type loadRow struct {
	guests     int
	join       time.Duration
	all, alone trips
	verified   float64 // deliveries a second
	relay, irc relayed
	rss, heap  float64 // bytes of the host for each idle guest
}

// trips are the medians of one way and there and back, and the slowest hundredth.
type trips struct{ way, half, most time.Duration }

// relayed is how much a server relays.
type relayed struct {
	rate    float64 // deliveries a second
	cpu     float64 // seconds of the processor for each
	missing string  // why there is nothing
}

// TestLoad runs a host here and its guests in another process over loopback and prints
// what that takes, beside ngircd where it is installed. No time is asserted: on a
// computer that does other things none would hold.
func TestLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("measures for some seconds")
	}
	manyFiles(t)
	var rows []loadRow
	for size := range strings.SplitSeq(*loads, ",") {
		n, err := strconv.Atoi(size)
		if err != nil || n < 4 || n > MaxMembers-8 {
			t.Fatalf("-load %s: a chat has from 4 to %d guests here", *loads, MaxMembers-8)
		}
		row := loadRow{guests: n}
		row.ofBare(t)
		if n <= allVerify {
			row.ofAll(t)
		}
		row.ofIRC(t)
		rows = append(rows, row)
	}
	show(t, rows)
}

// ofAll measures a chat in which everybody verifies.
func (l *loadRow) ofAll(t *testing.T) {
	h := loaded(t)
	defer h.end()
	h.order("full", l.guests)
	h.rest()
	l.all = h.trips()
	h.types(fmt.Sprint("say ", max(20, 5000/l.guests)))
	l.verified = perSecond(h.figures("said"))
	h.tells("done")
}

// ofBare measures a chat of which two guests verify, and then none but the host.
func (l *loadRow) ofBare(t *testing.T) {
	h := loaded(t)
	defer h.end()
	h.order("bare", 2) // the first ones make what is there once
	before := holds(t)
	h.order("bare", l.guests-4)
	h.pace.SetLimit(rate.Inf)
	h.types("join 5")
	l.join = time.Duration(h.figures("joined")[0]) * time.Microsecond
	h.tells("done")
	time.Sleep(2 * gotAfter) // what came is acknowledged
	after := holds(t)
	n := float64(l.guests - 2)
	l.rss, l.heap = (after.rss-before.rss)/n, (after.heap-before.heap)/n
	l.alone = h.trips()
	h.order("leave", 0)
	h.order("posters", loadPosters)
	h.rest()
	l.relay = h.relayed("relay", l.posts(), os.Getpid(), h.hears(l.posts()))
}

// posts is how many messages are said where receivers only count.
func (l *loadRow) posts() int {
	return min(mostPosts, mostRelayed/l.guests) / loadPosters / 10 * 10 * loadPosters
}

func perSecond(f []int) float64 { return float64(f[0]) / (float64(f[1]) / 1e6) }
