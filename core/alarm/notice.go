package alarm

import (
	"net/netip"

	"realtalk/core/admission"
)

// Kind says what a Notice tells.
type Kind uint8

// The kinds of Notice.
const (
	WrongPassword Kind = iota + 1
	Disconnected
	Blocked
	Refused
	Unblocked
	Attack     // many households try passwords, or crowd the door, at the same time
	AttackOver // they have stopped
)

var kinds = map[admission.Kind]Kind{
	admission.WrongPassword: WrongPassword,
	admission.Disconnected:  Disconnected,
	admission.Blocked:       Blocked,
	admission.Refused:       Refused,
	admission.Unblocked:     Unblocked,
}

// Notice is one thing that the host is told. Attack and AttackOver have no
// address but sums, which begin with what led to the attack. Households are
// counted up to MaxCounted in all.
type Notice struct {
	Kind Kind
	Addr netip.Addr // of those that are gathered, the latest; zero for Attack, AttackOver
	// House is what tries are counted by, or the network that was blocked or
	// unblocked.
	House netip.Prefix
	// By is, of Refused, what is blocked: the household or a network around it;
	// zero if the knocks are of several.
	By netip.Prefix
	// Tries is the household's wrong tries so far; of an attack, all since it
	// began.
	Tries int
	// Times is how many tries (WrongPassword, Disconnected, Blocked) or knocks
	// (Refused) this notice is the first to tell of: at least one, but if the
	// host blocked a household that had done nothing new.
	Times     int
	Addresses int    // Attack, AttackOver: households that failed
	Blocked   int    // Attack, AttackOver: of them, those blocked for it
	Crowded   int    // Attack, AttackOver: households that had to make room
	Knocks    int    // Attack, AttackOver: knocks of blocked households that no other notice tells of
	Again     bool   // Attack: it goes on, or another was over less than AttackMemory ago
	Why       string // as in admission.Notify
	Expired   bool   // as in admission.Notify
	Name      string // as in admission.Notify
}

// pauses is whose pause a notice begins or waits for.
func (n Notice) pauses() netip.Prefix {
	if n.Kind == Refused {
		return n.By
	}
	return n.House
}

func noticeOf(n admission.Notify) Notice {
	return Notice{
		Kind: kinds[n.Kind], Addr: n.Addr, House: n.Prefix, By: n.By, Tries: n.Tries,
		Why: n.Why, Expired: n.Expired, Name: n.Name,
	}
}
