package core

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/time/rate"
)

// loadedHost is a chat that is hosted here, with its guests in a process of theirs.
type loadedHost struct {
	*child
	host *listener
	pace *rate.Limiter // of epochs: as a user's, so that who comes at once comes in at once
}

func loaded(t *testing.T) *loadedHost {
	t.Helper()
	h := &loadedHost{pace: rate.NewLimiter(rate.Every(epochPause), 1)}
	c, err := Host(context.Background(), HostConfig{
		Profile: testProfile(t), Identity: testIdentity(t, "Host"), Name: "Host",
		Password: testPassword, Listen: "127.0.0.1", stretch: quick, pace: h.pace,
	})
	if err != nil {
		t.Fatal(err)
	}
	h.host = listen(c, "")
	<-h.host.in
	h.child = startChild(t, "guests", "load", fmt.Sprintf("127.0.0.1:%d", c.Hosting().Port))
	return h
}

// end takes the chat down, so that the next one has the machine for itself.
func (h *loadedHost) end() {
	h.host.End()
	h.host.Wait()
	h.kill()
}

// hears gives what waits until the host itself has read and verified n messages more.
func (h *loadedHost) hears(n int) func() {
	all := h.host.shown.Load() + int64(n)
	return func() {
		for h.host.shown.Load() < all {
			time.Sleep(time.Millisecond)
		}
	}
}

// order has the guests do something and waits for it.
func (h *loadedHost) order(word string, n int) {
	h.tb.Helper()
	h.types(fmt.Sprint(word, " ", n))
	h.tells("done " + word)
}

// rest waits until the acknowledgements of the last list have passed.
func (h *loadedHost) rest() { time.Sleep(3 * ackDelay) }

func (c *child) figures(of string) (figures []int) {
	c.tb.Helper()
	for word := range strings.FieldsSeq(c.tells(of)) {
		n, err := strconv.Atoi(word)
		if err != nil {
			c.tb.Fatal(err)
		}
		figures = append(figures, n)
	}
	return figures
}

func (h *loadedHost) trips() trips {
	h.tb.Helper()
	h.types("trips")
	f := h.figures("trips")
	h.tells("done")
	us := func(i int) time.Duration { return time.Duration(f[i]) * time.Microsecond }
	return trips{us(0), us(1), us(2)}
}

// relayed has n messages said and counted, and looks at what the server took for it,
// up to the end of what it does for itself with them.
func (c *child) relayed(order string, n, server int, atEnd func()) relayed {
	c.tb.Helper()
	c.types(fmt.Sprint(order, " ", n))
	c.tells("ready")
	before := processor(c.tb, server)
	c.types("now")
	f := c.figures("relayed")
	atEnd()
	took := processor(c.tb, server) - before
	c.tells("done")
	return relayed{rate: perSecond(f), cpu: took.Seconds() / float64(f[0])}
}

// processor is the time that a process had of it, to 10 ms (proc(5), USER_HZ).
func processor(tb testing.TB, pid int) time.Duration {
	tb.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		tb.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(b), ") ")
	fields := strings.Fields(rest)
	ticks := 0
	for _, f := range fields[11:13] { // utime and stime
		n, err := strconv.Atoi(f)
		if err != nil {
			tb.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// held is what this process holds: of the machine's memory, and of its own heap and
// stacks.
type held struct{ rss, heap float64 }

func holds(tb testing.TB) held {
	tb.Helper()
	for range 4 {
		runtime.GC() // each halves the stacks that were deep once
	}
	debug.FreeOSMemory() // the second time finds what finalizers and pools let go
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		tb.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(b))[1])
	if err != nil {
		tb.Fatal(err)
	}
	return held{rss: float64(pages * os.Getpagesize()), heap: float64(m.HeapAlloc + m.StackInuse)}
}

// manyFiles lets this process and those that it starts open as many as may be.
func manyFiles(tb testing.TB) {
	tb.Helper()
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l); err != nil {
		tb.Fatal(err)
	}
	l.Cur = l.Max
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &l); err != nil {
		tb.Fatal(err)
	}
}
