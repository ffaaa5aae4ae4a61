package core

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/link"
	"realtalk/core/reach"
)

func linesOf(t *testing.T, hosts ...string) []reach.Line {
	t.Helper()
	var all []reach.Line
	for _, h := range hosts {
		l, err := reach.ParseLine(h, "40213")
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, l)
	}
	return all
}

func TestOwnNetworkIsTriedFirst(t *testing.T) {
	own := []netip.Prefix{netip.MustParsePrefix("192.168.1.0/24"), netip.MustParsePrefix("2001:db8:1::/64")}
	got := inOrder(linesOf(t, "10.0.0.4", "203.0.113.1", "192.168.1.10", "chat.example", "2001:db8:1::10", "127.0.0.1"), own)
	want := linesOf(t, "192.168.1.10", "2001:db8:1::10", "127.0.0.1", "203.0.113.1", "chat.example", "10.0.0.4")
	if !slices.Equal(got, want) {
		t.Errorf("order %v", got)
	}
}

// racing runs a race of ways that answer with err after a time; nil: they lead
// to the chat. It gives what came of it, when, and which were tried.
func racing(t *testing.T, ways map[string]struct {
	after time.Duration
	err   error
}, hosts ...string,
) (took time.Duration, tried []string, err error) {
	synctest.Test(t, func(t *testing.T) {
		lines := linesOf(t, hosts...)
		ctx, cancel := context.WithCancel(t.Context())
		r := race{lines: lines, results: make(chan attempt), errs: make([]error, len(lines))}
		start := time.Now()
		var mu sync.Mutex // guards tried
		_, err = r.run(ctx, func(l reach.Line) (answered, error) {
			mu.Lock()
			tried = append(tried, l.Host)
			mu.Unlock()
			way := ways[l.Host]
			select {
			case <-time.After(way.after):
				return answered{}, way.err
			case <-ctx.Done():
				return answered{}, ctx.Err()
			}
		})
		took = time.Since(start)
		cancel()
		for ; r.running > 0; r.running-- {
			<-r.results
		}
	})
	return took, tried, err
}

func TestRace(t *testing.T) {
	type way = struct {
		after time.Duration
		err   error
	}
	dead := way{10 * time.Second, errors.New("no answer")}
	closed := way{0, errors.New("closed")}
	for name, test := range map[string]struct {
		ways  map[string]way
		want  error
		took  time.Duration
		tried int
	}{
		"the first":             {map[string]way{"10.0.0.1": {after: time.Millisecond}, "10.0.0.2": dead}, nil, time.Millisecond, 1},
		"the third":             {map[string]way{"10.0.0.1": dead, "10.0.0.2": dead, "10.0.0.3": {after: 100 * time.Millisecond}}, nil, 600 * time.Millisecond, 3},
		"closed ways cost none": {map[string]way{"10.0.0.1": closed, "10.0.0.2": closed, "10.0.0.3": {after: time.Millisecond}}, nil, time.Millisecond, 3},
		"slow one wins late":    {map[string]way{"10.0.0.1": {after: 2 * time.Second}, "10.0.0.2": dead}, nil, 2 * time.Second, 2},
		"a neighbour refuses":   {map[string]way{"10.0.0.1": {err: ErrBlocked}, "10.0.0.2": {after: 3 * time.Second}}, nil, 3 * time.Second, 2},
		"refused":               {map[string]way{"10.0.0.1": dead, "10.0.0.2": {err: ErrBlocked}}, ErrBlocked, dead.after, 2},
		"busy":                  {map[string]way{"10.0.0.1": {err: link.ErrBusy}}, link.ErrBusy, 0, 1},
	} {
		var hosts []string
		for n := range len(test.ways) {
			hosts = append(hosts, netip.AddrFrom4([4]byte{10, 0, 0, byte(n + 1)}).String())
		}
		took, tried, err := racing(t, test.ways, hosts...)
		if !errors.Is(err, test.want) || took != test.took || len(tried) != test.tried {
			t.Errorf("%s: %v after %v, tried %v", name, err, took, tried)
		}
	}
	_, _, err := racing(t, map[string]way{"10.0.0.1": closed, "10.0.0.2": dead}, "10.0.0.1", "10.0.0.2")
	var unreached *UnreachedError
	if !errors.As(err, &unreached) || len(unreached.Tried) != 2 || !errors.Is(err, closed.err) || !errors.Is(err, dead.err) {
		t.Errorf("nothing answers: %v", err)
	}
}

// eightWays is as many as an invite holds, all but the last dead: the answer
// still comes within 3 seconds.
func TestLastOfEightWaysIsTriedInTime(t *testing.T) {
	ways := map[string]struct {
		after time.Duration
		err   error
	}{}
	var hosts []string
	for n := range reach.MaxWays {
		hosts = append(hosts, netip.AddrFrom4([4]byte{10, 0, 0, byte(n + 1)}).String())
		ways[hosts[n]] = struct {
			after time.Duration
			err   error
		}{10 * time.Second, errors.New("no answer")}
	}
	ways[hosts[len(hosts)-1]] = struct {
		after time.Duration
		err   error
	}{500 * time.Millisecond, nil}
	if took, _, err := racing(t, ways, hosts...); err != nil || took > 3*time.Second {
		t.Errorf("%v after %v", err, took)
	}
}

// A guest whose own network has another chat, and a web server, at addresses of
// the invite gets into the right one, and types no password into the wrong.
func TestInviteLeadsPastAnotherChat(t *testing.T) {
	other, host := hosting(t, "Olaf"), hosting(t, "Hanna")
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	ways := slices.Concat(lines(other.address()), lines(silent.Addr().String()), lines(host.address()))
	c, err := Join(t.Context(), JoinConfig{
		Identity: testIdentity(t, "Anna"), Name: "Anna", Lines: ways, Tag: host.Doors().Invite.Tag, stretch: quick,
	})
	if err != nil {
		t.Fatal(err)
	}
	anna := watch(t, "Anna", nil, c)
	wait[PasswordPrompt](anna, 1, nil)
	anna.Password(testPassword)
	wait[Joined](anna, 1, nil)
	wait(host, 1, func(m MemberJoined) bool { return m.Name == "Anna" })
	if n := len(other.People()); n != 1 {
		t.Errorf("%d people are in the other chat", n)
	}

	lost, err := Join(t.Context(), JoinConfig{
		Identity: testIdentity(t, "Lost"), Name: "Lost", Lines: lines(other.address()), Tag: host.Doors().Invite.Tag, stretch: quick,
	})
	if err != nil {
		t.Fatal(err)
	}
	if e := wait[Ended](watch(t, "Lost", nil, lost), 1, nil); e.Reason != Unreachable || !errors.Is(e.Err, ErrOtherChat) {
		t.Errorf("another chat: %+v", e)
	}
}
