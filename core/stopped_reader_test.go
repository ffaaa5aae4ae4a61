package core

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"realtalk/core/wire"
)

// TestStoppedReaderIsLetGo has a member that proved the password, came in, and
// never reads again, while the others say far more than is kept for it.
func TestStoppedReaderIsLetGo(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	ben := joining(t, "Ben", host.address())
	deaf := arrivingDeaf(t, "Mallory", host.address())
	everybody := []*peer{host, anna, ben}
	for _, p := range everybody {
		wait(p, 1, func(m MemberJoined) bool { return m.Name == "Mallory" })
	}

	const rounds, each = 90, 60 << 10 // two speakers: 10.5 MiB
	var said []string
	for n := range rounds {
		for i, p := range []*peer{anna, ben} {
			text := fmt.Sprintf("%d %d %s", i, n, strings.Repeat("x", each))
			said = append(said, text)
			p.say(text)
		}
		wait(anna, 1, func(m Message) bool { return m.Text == said[len(said)-2] })
		wait(ben, 1, func(m Message) bool { return m.Text == said[len(said)-1] })
	}
	for _, p := range everybody {
		if m := wait[MemberLeft](p, 1, nil); m.Name != "Mallory" || m.Reason != LeftLost {
			t.Errorf("%s saw %+v", p.name, m)
		}
		wait[Message](p, len(said), nil)
		got := p.texts()
		slices.Sort(got)
		if !slices.Equal(got, slices.Sorted(slices.Values(said))) {
			t.Errorf("%s was shown %d messages, %d were said", p.name, len(got), len(said))
		}
		for _, e := range p.all() {
			switch e.(type) {
			case Alarm, Overflow, Ended:
				t.Errorf("%s was told %T%+v", p.name, e, e)
			}
		}
	}
	got := 0
	for {
		f, err := deaf.conn.Read(patience)
		if err != nil {
			break
		}
		if _, ok := f.(*wire.Delivery); ok {
			got++
		}
	}
	if got >= len(said) {
		t.Errorf("all %d messages were kept for a member that does not read", got)
	}
}

// arrivingDeaf lets somebody in who then reads nothing.
func arrivingDeaf(t *testing.T, name, address string) *guest {
	t.Helper()
	g := outside(t, name, address)
	c := g.chat
	p := watch(t, name, g.cfg.Identity, c)
	t.Cleanup(func() { c.abandon() })
	go func() {
		wait[PasswordPrompt](p, 1, nil)
		p.Password(testPassword)
	}()
	if err := g.enter(c.ctx); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.conn.Close() })
	return g
}
