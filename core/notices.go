package core

import (
	"realtalk/core/admission"
	"realtalk/core/alarm"
)

var securityKinds = map[alarm.Kind]SecurityKind{
	alarm.WrongPassword: WrongPassword,
	alarm.Disconnected:  Disconnected,
	alarm.Blocked:       Blocked,
	alarm.Refused:       Refused,
	alarm.Unblocked:     Unblocked,
	alarm.Attack:        Attack,
	alarm.AttackOver:    AttackOver,
}

// security makes the host's event of a notice.
func (d *door) security(n alarm.Notice) Security {
	s := Security{
		Kind: securityKinds[n.Kind], Address: n.Addr, House: n.House, Name: n.Name,
		Tries: n.Tries, Times: n.Times, Addresses: n.Addresses, Blocks: n.Blocked,
		ByHost: n.Why == admission.WhyHost, Expired: n.Expired, Again: n.Again,
	}
	if n.Tries == 0 && s.Addresses == 0 {
		s.Addresses = n.Crowded // those who only hold connections open
	}
	if n.Addr.IsValid() {
		s.Nearness = d.near(n.Addr)
		_, s.Blocked = d.state.BlockedBy(n.Addr)
	}
	return s
}
