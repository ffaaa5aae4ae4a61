package core

import (
	"slices"
	"testing"
	"time"

	"realtalk/core/resume"
	"realtalk/core/wire"
)

// deliveries gives where among the frames that wait for a member the messages are.
func deliveries(frames [][]byte) (at []int) {
	for i, f := range frames {
		if wire.Type(f[4]) == wire.TypeDelivery {
			at = append(at, i)
		}
	}
	return at
}

// TestLyingHostWhenSomebodyIsBack: Victor's connection breaks, three things are said
// meanwhile, and the host changes what it kept for him. He is told, and is shown nothing
// twice or in another order.
func TestLyingHostWhenSomebodyIsBack(t *testing.T) {
	for name, test := range map[string]struct {
		lie   func(log *resume.Log, frames [][]byte, at []int)
		alarm AlarmKind
		shown []string
	}{
		"sends one twice": {
			func(log *resume.Log, frames [][]byte, at []int) { _ = log.Add(slices.Clone(frames[at[0]])) },
			MessageRepeated,
			[]string{"before", "one", "two", "three", "after"},
		},
		"sends one late": {
			func(_ *resume.Log, frames [][]byte, at []int) {
				frames[at[0]], frames[at[1]] = frames[at[1]], frames[at[0]]
			},
			MessageRepeated,
			[]string{"before", "two", "three", "after"},
		},
		"leaves one out": {
			func(_ *resume.Log, frames [][]byte, at []int) { frames[at[1]] = bytesOf(t, &wire.Ways{}) },
			MessagesMissing,
			[]string{"before", "one", "three", "after"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			host := patientHost(t, "Hanna")
			host.found(nil)
			proxy := newCutter(t, host.address())
			anna, victor := patientGuest(t, "Anna", host.address()), patientGuest(t, "Victor", proxy.address())
			anna.say("before")
			victor.said("before")
			proxy.lead("127.0.0.1:1") // nobody is there
			proxy.cut()
			wait(anna, 1, func(m MemberAway) bool { return !m.Back })
			for _, text := range []string{"one", "two", "three"} {
				anna.say(text)
				anna.said(text)
			}
			l := host.lastingOf(victor.identity.Fingerprint())
			l.mu.Lock()
			frames := l.log.Waiting()
			at := deliveries(frames)
			test.lie(l.log, frames, at[len(at)-3:])
			l.mu.Unlock()
			proxy.lead(host.address())
			victor.alarmed(test.alarm, "Anna")
			anna.say("after")
			victor.said("after")
			if got := victor.texts(); !slices.Equal(got, test.shown) {
				t.Errorf("Victor was shown %q", got)
			}
		})
	}
}

// TestLyingHostThrowsAwayWhatItAcknowledged: when Anna is back, the host says that it has
// what she said last, and passes it on to nobody. She is told, though silence after a
// break is excused for a while.
func TestLyingHostThrowsAwayWhatItAcknowledged(t *testing.T) {
	tb := newTable(t, endless())
	anna := tb.join("Anna")
	all := []*sitter{tb.host, anna}
	tb.pass(all, nil)
	l := newLasting(nil, resume.Key{})
	anna.seat.excused = l.excuses
	l.setLost(true, tb.now)
	tb.say(anna, "do you still hear me?")
	for _, f := range anna.sent {
		if err := l.Send(bytesOf(t, f)); err != nil {
			t.Fatal(err)
		}
	}
	l.mu.Lock()
	err := l.log.Got(uint64(len(l.log.Waiting()))) // what Resumed says
	l.mu.Unlock()
	if err != nil {
		t.Fatal(err)
	}
	anna.sent = nil
	tb.wait(10*time.Second, all, nil)
	l.setLost(false, tb.now)
	tb.wait(silenceAlarm+echoAlarm, all, nil)
	if n := count(anna, func(a Alarm) bool { return a.Kind == NotPassedOn && a.Who.Name == "Hanna" }); n != 1 {
		t.Errorf("told %d times: %s", n, list(anna.told))
	}
}
