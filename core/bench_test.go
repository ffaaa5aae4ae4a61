package core

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"realtalk/core/cpace"
	"realtalk/core/pgp"
	"realtalk/core/wire"
)

// Everybody of a benchmark, the host included, runs in this one process and
// shares its cores. "crypto" figures are the same signing, decrypting and
// verifying with nothing else around it, on the same cores in the same run.

// listener is a guest of a benchmark that only counts what it is shown.
type listener struct {
	*Chat
	shown atomic.Int64
	in    chan struct{}
	last  chan string
}

func listen(c *Chat, password string) *listener {
	l := &listener{Chat: c, in: make(chan struct{}), last: make(chan string, 4096)}
	go func() {
		for e := range c.Events() {
			switch e := e.(type) {
			case PasswordPrompt:
				c.Password(password)
			case Joined:
				close(l.in)
			case Message:
				l.shown.Add(1)
				select {
				case l.last <- e.Text:
				default:
				}
			}
		}
	}()
	return l
}

// crowd is a hosted chat with n members in all.
func crowd(b *testing.B, n int) []*listener {
	b.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	host, err := Host(ctx, HostConfig{
		Profile: testProfile(b), Identity: testIdentity(b, "Host"), Name: "Host",
		Password: testPassword, Listen: "127.0.0.1", stretch: quick, pace: rate.NewLimiter(rate.Inf, 1),
	})
	if err != nil {
		b.Fatal(err)
	}
	all := []*listener{listen(host, "")}
	b.Cleanup(func() {
		cancel()
		for _, l := range all {
			l.Wait()
		}
	})
	<-all[0].in
	address := fmt.Sprintf("127.0.0.1:%d", host.Hosting().Port)
	for i := 1; i < n; i++ {
		c, err := Join(ctx, JoinConfig{
			Identity: testIdentity(b, "Guest"), Name: fmt.Sprintf("Guest %d", i), Lines: lines(address), stretch: quick,
		})
		if err != nil {
			b.Fatal(err)
		}
		l := listen(c, testPassword)
		<-l.in
		all = append(all, l)
	}
	for _, l := range all {
		for len(l.People()) != n {
			time.Sleep(time.Millisecond)
		}
	}
	time.Sleep(3 * ackDelay) // let the acknowledgements of the last list pass
	return all
}

func BenchmarkJoin(b *testing.B) {
	for _, k := range []struct {
		name    string
		stretch func(string, [32]byte) []byte
	}{{"WithoutArgon2id", quick}, {"WithArgon2id", cpace.Stretch}} {
		b.Run(k.name, func(b *testing.B) {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			host, err := Host(ctx, HostConfig{
				Profile: testProfile(b), Identity: testIdentity(b, "Host"), Name: "Host",
				Password: testPassword, Listen: "127.0.0.1", stretch: k.stretch, pace: rate.NewLimiter(rate.Inf, 1),
			})
			if err != nil {
				b.Fatal(err)
			}
			h := listen(host, "")
			<-h.in
			id := testIdentity(b, "Guest")
			address := fmt.Sprintf("127.0.0.1:%d", host.Hosting().Port)
			join := func() *listener {
				c, err := Join(ctx, JoinConfig{Identity: id, Name: "Guest", Lines: lines(address), stretch: k.stretch})
				if err != nil {
					b.Fatal(err)
				}
				l := listen(c, testPassword)
				<-l.in
				return l
			}
			leave := func(l *listener) { l.End(); l.Wait() }
			leave(join()) // waits for the host's own stretching
			b.ResetTimer()
			for range b.N {
				l := join()
				b.StopTimer()
				leave(l)
				b.StartTimer()
			}
			b.StopTimer()
			cancel()
			host.Wait()
		})
	}
}

// sample is a message of usual length.
var sample = strings.Repeat("real talk ", 10)

// BenchmarkRoundTrip measures from one guest's Send to its reading of another
// guest's answer: two messages, each read by everybody.
func BenchmarkRoundTrip(b *testing.B) {
	for _, n := range []int{2, 10, 50} {
		b.Run(fmt.Sprintf("Members%d", n), func(b *testing.B) {
			crypto := newCryptoAlone(b, n)
			all := crowd(b, n)
			asks, answers := all[n-1], all[n-2]
			go func() {
				for text := range answers.last {
					if strings.HasPrefix(text, "ask") {
						_ = answers.Send("answer" + sample)
					}
				}
			}()
			trip := func() {
				if err := asks.Send("ask" + sample); err != nil {
					b.Fatal(err)
				}
				for !strings.HasPrefix(<-asks.last, "answer") {
				}
			}
			trip() // hands out the keys
			times := max(10, min(b.N/2, 250))
			alone := crypto.message(times)
			b.ResetTimer()
			for range b.N {
				trip()
			}
			b.StopTimer()
			trips := b.Elapsed() / time.Duration(b.N)
			alone += crypto.message(times) // before and after: 2 messages a trip
			b.ReportMetric(float64(alone.Microseconds()), "crypto-µs/op")
			b.ReportMetric(float64((trips - alone).Microseconds()), "beside-µs/op")
		})
	}
}

// BenchmarkDeliveries measures how many messages are read and verified a
// second, all readers together, while one guest says as much as it can.
func BenchmarkDeliveries(b *testing.B) {
	for _, n := range []int{10, 50} {
		b.Run(fmt.Sprintf("Members%d", n), func(b *testing.B) {
			crypto := newCryptoAlone(b, n)
			all := crowd(b, n)
			speaker := all[n-1]
			readers := append([]*listener(nil), all[:n-1]...)
			run := func(messages int) time.Duration {
				var before []int64
				for _, l := range all {
					before = append(before, l.shown.Load())
				}
				start := time.Now()
				for i := range messages {
					for i-int(speaker.shown.Load()-before[n-1]) > 200 {
						runtime.Gosched()
					}
					if err := speaker.Send(sample); err != nil {
						b.Fatal(err)
					}
				}
				for i, l := range readers {
					for l.shown.Load()-before[i] < int64(messages) {
						time.Sleep(100 * time.Microsecond)
					}
				}
				return time.Since(start)
			}
			run(10)
			times := max(10, min(b.N/2, 250))
			message := crypto.message(times)
			b.ResetTimer()
			took := run(b.N)
			b.StopTimer()
			message = (message + crypto.message(times)) / 2 // before and after
			rate := float64(b.N*(n-1)) / took.Seconds()
			alone := float64(n-1) / message.Seconds()
			b.ReportMetric(rate, "deliveries/s")
			b.ReportMetric(alone, "crypto-deliveries/s")
			b.ReportMetric(rate/alone, "of-crypto")
		})
	}
}

// cryptoAlone is the cryptography of one message to n members and nothing
// else: sealed once, opened by all but the sender, on all cores.
type cryptoAlone struct {
	b       *testing.B
	me      *pgp.Participant
	mine    *pgp.Certificate
	key     pgp.SessionKey
	readers int
	body    []byte
}

func newCryptoAlone(b *testing.B, n int) *cryptoAlone {
	b.Helper()
	me, err := testIdentity(b, "Alone").Participant()
	if err != nil {
		b.Fatal(err)
	}
	mine, err := pgp.ParseCertificate(me.Certificate())
	if err != nil {
		b.Fatal(err)
	}
	key, err := pgp.NewSessionKey()
	if err != nil {
		b.Fatal(err)
	}
	body, err := wire.EncodeBody(&wire.Body{Seen: make([]uint64, n), Text: sample})
	if err != nil {
		b.Fatal(err)
	}
	return &cryptoAlone{b: b, me: me, mine: mine, key: key, readers: n - 1, body: body}
}

// message gives the time of one message, taken over that many.
func (c *cryptoAlone) message(times int) time.Duration {
	const context = "realtalk/1:benchmark"
	start := time.Now()
	for range times {
		data, err := c.me.Seal(c.key, context, c.body)
		if err != nil {
			c.b.Fatal(err)
		}
		var next atomic.Int64
		var all sync.WaitGroup
		for range runtime.GOMAXPROCS(0) {
			all.Go(func() {
				for next.Add(1) <= int64(c.readers) {
					if _, err := c.mine.Open(c.key, context, data, wire.MaxFrame); err != nil {
						c.b.Error(err)
					}
				}
			})
		}
		all.Wait()
	}
	return time.Since(start) / time.Duration(times)
}

// BenchmarkMemory reports what one idle guest takes, its own end and the
// host's together, in this process.
func BenchmarkMemory(b *testing.B) {
	const n = 50
	for range b.N {
		before := memory()
		all := crowd(b, n+1)
		b.ReportMetric(float64(memory()-before)/n/1024, "KiB/guest")
		runtime.KeepAlive(all)
	}
}

// memory is what the process holds in heap and stacks after a collection.
func memory() uint64 {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}
