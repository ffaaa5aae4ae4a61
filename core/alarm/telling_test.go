package alarm_test

import (
	"net/netip"
	"testing"
	"time"

	"realtalk/core/admission"
	"realtalk/core/alarm"
)

func TestWrongPasswordsAreGathered(t *testing.T) {
	s := alarm.New()
	expectNext(t, s, -1)
	play(
		t, s,
		line{0, wrong(1, 1), actions(told(wrong(1, 1), 1))},
		line{1 * time.Second, wrong(1, 2), nil},
		line{2 * time.Second, wrong(2, 1), actions(told(wrong(2, 1), 1))}, // another household
		line{3 * time.Second, wrong(1, 4), nil},
		line{4 * time.Second, alarm.Tick{}, nil}, // too early does no harm
	)
	expectNext(t, s, 5*time.Second)
	play(
		t, s,
		line{5 * time.Second, alarm.Tick{}, actions(told(wrong(1, 4), 2))},
		line{6 * time.Second, wrong(1, 5), nil}, // the pause began anew
	)
	expectNext(t, s, 7*time.Second)
	play(
		t, s,
		line{10 * time.Second, alarm.Tick{}, actions(told(wrong(1, 5), 1))},
		line{15 * time.Second, wrong(1, 1), actions(told(wrong(1, 1), 1))}, // the pause is over
		line{20 * time.Second, alarm.Tick{}, nil},
	)
	expectNext(t, s, -1)
}

// What cannot wait takes along what is held, which its Tries includes.
func TestConsequencesTakeWhatIsHeld(t *testing.T) {
	s := alarm.New()
	play(
		t, s,
		line{0, wrong(1, 1), actions(told(wrong(1, 1), 1))},
		line{1 * time.Second, wrong(1, 2), nil},
		line{2 * time.Second, disconnected(1, 3), actions(told(disconnected(1, 3), 2))},
		line{3 * time.Second, wrong(1, 4), nil}, // the pause goes from what was told last
		line{4 * time.Second, wrong(1, 5), nil},
		line{5 * time.Second, blocked(1, 6), actions(told(blocked(1, 6), 3))},
		line{5 * time.Second, wrong(2, 1), actions(told(wrong(2, 1), 1))},
		line{6 * time.Second, wrong(2, 2), nil},
		line{7 * time.Second, byHost(2), actions(told(byHost(2), 1))},
		line{7 * time.Second, byHost(3), actions(told(byHost(3), 0))},
	)
	expectNext(t, s, -1)
}

func TestKnocksAreGathered(t *testing.T) {
	s := alarm.New()
	play(
		t, s,
		line{0, refused(1), actions(told(refused(1), 1))},
		line{time.Second, refused(1), nil},
		line{time.Minute, refused(1), nil},
		line{2 * time.Minute, refused(2), actions(told(refused(2), 1))},
	)
	expectNext(t, s, 10*time.Minute)
	play(
		t, s,
		line{10 * time.Minute, alarm.Tick{}, actions(told(refused(1), 2))},
		line{12 * time.Minute, alarm.Tick{}, nil}, // the second did not knock again
	)
	expectNext(t, s, 20*time.Minute)
	play(
		t, s,
		line{15 * time.Minute, refused(2), actions(told(refused(2), 1))},
		line{16 * time.Minute, refused(2), nil},
		line{17 * time.Minute, unblocked(2), actions(told(refused(2), 1), told(unblocked(2), 0))},
		line{18 * time.Minute, refused(2), actions(told(refused(2), 1))}, // blocked anew
	)
}

// A network that is blocked has one pause, whoever knocks from it; what else keeps
// out who is in it has its own.
func TestKnocksOnANetwork(t *testing.T) {
	network := netip.MustParsePrefix("10.0.0.0/16")
	ended := unblocked(0)
	ended.Prefix, ended.Expired = network, true
	play(
		t, alarm.New(),
		line{0, refusedBy(network, 1), actions(told(refusedBy(network, 1), 1))},
		line{0, refusedBy(network, 2), nil},
		line{0, refused(3), actions(told(refused(3), 1))},
		line{time.Second, refused(3), nil},
		line{time.Second, refusedBy(network, 4), nil},
		line{time.Minute, ended, actions(told(refusedBy(network, 4), 2), told(ended, 0))},
		line{time.Minute, refusedBy(network, 2), actions(told(refusedBy(network, 2), 1))}, // blocked anew
		line{10 * time.Minute, alarm.Tick{}, actions(told(refused(3), 1))},
	)
}

// However many blocks are knocked at, the host reads no more than six notices a
// minute.
func TestKnocksOfManyAreSummed(t *testing.T) {
	s := alarm.New()
	const last = 2 * alarm.RefusedSingly
	for n := range last {
		var want []alarm.Action
		if n < alarm.RefusedSingly {
			want = actions(told(refused(n), 1))
		}
		play(t, s, line{time.Duration(n) * time.Second, refused(n), want})
	}
	expectNext(t, s, time.Minute)
	several := told(refused(last-1), last-alarm.RefusedSingly)
	several.By = netip.Prefix{}
	play(
		t, s,
		line{time.Minute, alarm.Tick{}, actions(several)},
		line{time.Minute, refused(100), nil}, // the second of the six was told a second later
		line{time.Minute + time.Second, refused(100), actions(told(refused(100), 1))},
	)
	expectNext(t, s, 10*time.Minute)
}

// What somebody mistyped before the right password came is not told after it.
func TestRightPasswordDropsWhatIsHeld(t *testing.T) {
	s := alarm.New()
	play(
		t, s,
		line{0, wrong(1, 1), actions(told(wrong(1, 1), 1))},
		line{0, wrong(2, 1), actions(told(wrong(2, 1), 1))},
		line{time.Second, wrong(1, 2), nil},
		line{time.Second, wrong(2, 2), nil},
		line{2 * time.Second, admitted(1), nil},
		line{3 * time.Second, wrong(1, 1), actions(told(wrong(1, 1), 1))},
		line{5 * time.Second, alarm.Tick{}, actions(told(wrong(2, 2), 1))},
	)
}

// A gathered notice is the latest, with all that admission said.
func TestTheLatestIsTold(t *testing.T) {
	home := netip.MustParsePrefix("2001:db8:1:2::/64")
	first := alarm.Heard{Notify: admission.Notify{
		Kind: admission.WrongPassword, Prefix: home, Addr: netip.MustParseAddr("2001:db8:1:2::1"), Tries: 1,
	}}
	second, third := first, first
	second.Addr, second.Tries = netip.MustParseAddr("2001:db8:1:2::2"), 2
	third.Addr, third.Tries, third.Name = netip.MustParseAddr("2001:db8:1:2::3"), 1, "Tom"
	play(
		t, alarm.New(),
		line{0, first, actions(told(first, 1))},
		line{time.Second, second, nil},
		line{time.Second, third, nil}, // he knew the password in between
		line{5 * time.Second, alarm.Tick{}, actions(told(third, 2))},
	)
}

// A computer that slept makes up for it in its first step.
func TestLateTick(t *testing.T) {
	play(
		t, alarm.New(),
		line{0, refused(1), actions(told(refused(1), 1))},
		line{0, refused(1), nil},
		line{0, wrong(2, 1), actions(told(wrong(2, 1), 1))},
		line{0, wrong(2, 2), nil},
		line{time.Hour, disconnected(2, 3), actions(
			told(wrong(2, 2), 1), told(refused(1), 1), told(disconnected(2, 3), 1),
		)},
	)
}

func TestNonsenseDoesNothing(t *testing.T) {
	s := alarm.New()
	play(
		t, s,
		line{0, nil, nil},
		line{0, alarm.Heard{}, nil},
		line{0, heard(admission.Unblocked+1, 1, 1), nil},
		line{0, alarm.Gone{Conn: 1}, nil},
	)
	expectNext(t, s, -1)
	besiege(t, s)
	play(
		t, s,
		line{0, alarm.Heard{}, nil},
		line{0, alarm.Gone{Conn: 1}, nil},
		line{2 * time.Minute, alarm.Tick{}, actions(sums(alarm.AttackOver, 10, 10, 0, 0))},
	)
}
