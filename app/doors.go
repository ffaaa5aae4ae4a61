package app

import (
	"net/netip"
	"reflect"
	"slices"

	"realtalk/app/lang"
	"realtalk/core"
	"realtalk/core/reach"
	"realtalk/core/reach/router"
)

var routerStates = map[router.Answer]RouterState{
	router.Asking:    RouterAsking,
	router.Opened:    RouterOpen,
	router.NotPublic: RouterNotPublic,
	router.Refused:   RouterRefused,
	router.NotFound:  RouterNotFound,
}

// doors tells how the chat can be reached now, and what of it is news to those
// who were invited before.
func (t *teller) doors(d core.Doors) []Event {
	r := Router{
		State: RouterOff, Local: addressLines(d.Local, t.port), Internet: wayLines(d.Internet),
		Invite: d.Invite.String(), Tested: d.Tested,
	}
	if d.Asked {
		r.State, r.Method = routerStates[d.Router.Answer], string(d.Router.Method)
	}
	r.Text, r.Hint = doorsText(d, t.port)
	if reflect.DeepEqual(r, t.ways) {
		return nil // what changed is of no use to the user
	}
	events := []Event{r}
	if n, ok := t.moved(r); ok && !d.Hearsay {
		events = append(events, n)
	}
	t.ways = r
	return events
}

// moved tells that lines which were handed out lead nowhere any more.
func (t *teller) moved(r Router) (Notice, bool) {
	lost := func(before, now []string) bool {
		return len(before) > 0 && len(now) > 0 && !slices.Contains(now, before[0])
	}
	switch {
	case lost(t.ways.Internet, r.Internet):
		return Notice{"address_changed", lang.Say("Your address on the Internet has changed. Who has not joined yet needs the new line: %s.", r.Internet[0])}, true
	case lost(t.ways.Local, r.Local):
		return Notice{"address_changed", lang.Say("This computer's address in its network has changed. Who has not joined yet needs the new line: %s.", r.Local[0])}, true
	}
	return Notice{}, false
}

func addressLines(addresses []netip.Addr, port uint16) []string {
	lines := []string{}
	for _, a := range addresses {
		lines = append(lines, reach.Line{Host: a.String(), Port: port}.String())
	}
	return lines
}

func wayLines(ways []netip.AddrPort) []string {
	lines := []string{}
	for _, w := range ways {
		lines = append(lines, reach.Line{Host: w.Addr().String(), Port: w.Port()}.String())
	}
	return lines
}

// InviteText is one text that holds all ways into the chat; of a guest, what it
// came by.
func (c *Chat) InviteText() string {
	inner := c.begun()
	switch {
	case !c.hosted():
		return c.invite.String()
	case inner == nil:
		return ""
	default:
		return inner.Doors().Invite.String()
	}
}

// DialBack takes the reply line of a guest who cannot connect, out of any text,
// and lets both computers dial each other; Dialing events tell how it goes. Only
// the host can. The error is a *Trouble.
func (c *Chat) DialBack(text string) error {
	inner := c.begun()
	if inner == nil {
		return explain(core.ErrOver)
	}
	return explain(inner.DialBack(text))
}
