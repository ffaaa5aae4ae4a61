package core

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"text/tabwriter"
	"time"
)

var loadSizes = flag.String("load", "10", "with how many members TestLoad measures, as in 10,50,200,1000")

// TestLoad measures a host in one process by guests in this one, over loopback, and
// prints a table. That it comes to its end is all that is held:
//
//	go test -run 'TestLoad$' -v -timeout 60m ./core -load 10,50,200,1000
//
// All read: every guest is a real one, which decrypts and verifies; with up to 50
// members. Two read: two guests are real, the others only count frames. Ngircd is an IRC
// server over TLS with as many clients that only count lines, if it is installed.
func TestLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	roomForDescriptors(t)
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "members\tall read: one way\tand back\t99 %\tverified/s\ttwo read: join\tone way\tand back\t99 %\trelayed/s\tCPU each\theap a guest\tRSS\tat rest\tngircd: relayed/s\tCPU each\t")
	for _, size := range strings.Split(*loadSizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil || n < 4 || n > MaxMembers {
			t.Fatalf("-load %s: a number of members is 4 to %d", *loadSizes, MaxMembers)
		}
		fmt.Fprintf(w, "%d\t%v\t%v\t%v\t\n", n, measureReaders(t, n), measureRelay(t, n), measureNgircd(t, n))
	}
	w.Flush()
	t.Log("\n" + table.String())
}

// roomForDescriptors raises the soft limit to the hard one; children inherit it.
func roomForDescriptors(t *testing.T) {
	t.Helper()
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l); err != nil {
		t.Fatal(err)
	}
	l.Cur = l.Max
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &l); err != nil {
		t.Fatal(err)
	}
}

// trips are how long messages took between two guests.
type trips struct{ there, back []time.Duration }

func (p trips) String() string {
	return fmt.Sprintf("%v\t%v\t%v", part(p.there, 50), part(p.back, 50), part(p.back, 99))
}

// part gives a percentile, rounded to 10 µs.
func part(all []time.Duration, percent int) time.Duration {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[(len(all)-1)*percent/100].Round(10 * time.Microsecond)
}

// readers is what guests need who decrypt and verify.
type readers struct {
	trips

	verified float64 // deliveries a second
}

func (r readers) String() string {
	if r.verified == 0 {
		return "\t\t\t"
	}
	return fmt.Sprintf("%v\t%.0f", r.trips, r.verified)
}

// maxReaders bounds the guests that know everybody: at 1,000 they alone would need
// gigabytes.
const maxReaders = 50

func measureReaders(t *testing.T, n int) readers {
	t.Helper()
	if n > maxReaders {
		return readers{}
	}
	host := startLoadHost(t)
	defer host.kill()
	all := make([]*listener, n-1)
	for i := range all {
		all[i], _ = host.guest(t, fmt.Sprintf("Guest %d", i+1))
		defer all[i].End()
	}
	r := readers{trips: travel(t, all[0], all[1], 300)}
	const messages = 1000
	before := make([]int64, len(all))
	for i, l := range all {
		before[i] = l.shown.Load()
	}
	start := time.Now()
	all[0].pour(t, messages, func() int64 { return all[0].shown.Load() - before[0] })
	for i, l := range all {
		pollUntil(func() bool { return l.shown.Load()-before[i] >= messages })
	}
	r.verified = float64(messages*len(all)) / time.Since(start).Seconds()
	return r
}

// guest joins as a real one, and tells how long that took.
func (h *loadHost) guest(t *testing.T, name string) (*listener, time.Duration) {
	t.Helper()
	id := testIdentity(t, name)
	start := time.Now()
	c, err := Join(context.Background(), JoinConfig{Identity: id, Name: name, Lines: lines(h.address), stretch: quick})
	if err != nil {
		t.Fatal(err)
	}
	l := listen(c, testPassword)
	<-l.in
	return l, time.Since(start)
}

// travel has one guest ask and another answer, so many times.
func travel(t *testing.T, asks, answers *listener, times int) (p trips) {
	t.Helper()
	skipTold(asks.last)
	skipTold(answers.last)
	var arrived atomic.Int64
	stop := make(chan struct{})
	var answering sync.WaitGroup
	answering.Go(func() {
		for {
			select {
			case text := <-answers.last:
				if strings.HasPrefix(text, "ask") {
					arrived.Store(time.Now().UnixNano())
					_ = answers.Send("answer" + sample)
				}
			case <-stop:
				return
			}
		}
	})
	defer answering.Wait()
	defer close(stop)
	const unmeasured = 20 // hand out keys
	for n := range unmeasured + times {
		start := time.Now()
		if err := asks.Send("ask" + sample); err != nil {
			t.Fatal(err)
		}
		for !strings.HasPrefix(<-asks.last, "answer") {
		}
		if n >= unmeasured {
			p.there = append(p.there, time.Unix(0, arrived.Load()).Sub(start))
			p.back = append(p.back, time.Since(start))
		}
	}
	return p
}

func skipTold(c <-chan string) {
	for {
		select {
		case <-c:
		default:
			return
		}
	}
}

// pour says so many messages of 100 bytes, 200 of them under way at most.
func (l *listener) pour(t *testing.T, messages int, heard func() int64) {
	t.Helper()
	text := sample[:100]
	for i := range messages {
		for int64(i)-heard() > 200 {
			runtime.Gosched()
		}
		if err := l.Send(text); err != nil {
			t.Fatal(err)
		}
	}
}

// pollUntil looks every 100 µs whether something is so.
func pollUntil(so func() bool) {
	for !so() {
		time.Sleep(100 * time.Microsecond)
	}
}
