package app

import (
	"context"
	"errors"
	"net/netip"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"realtalk/core"
	"realtalk/core/reach"
	"realtalk/core/reach/nearby"
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
	if n, ok := t.moved(r); ok {
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
		return Notice{"address_changed", "Your address on the Internet has changed. Who has not joined yet needs the new line: " + r.Internet[0] + "."}, true
	case lost(t.ways.Local, r.Local):
		return Notice{"address_changed", "This computer's address in its network has changed. Who has not joined yet needs the new line: " + r.Local[0] + "."}, true
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

// SetAddress tells this computer's address on the Internet, as the user typed
// it. The host gets a line with it; a guest who joins by JoinOptions.Reply gets
// the reply line. The error is a *Trouble.
func (c *Chat) SetAddress(text string) error {
	inner := c.begun()
	if inner == nil {
		return explain(core.ErrOver)
	}
	a, err := ParseAddress(text)
	if err != nil {
		return err
	}
	return explain(inner.SetAddress(a))
}

// ParseAddress reads an address of the Internet that somebody typed. The error
// is a *Trouble.
func ParseAddress(text string) (netip.Addr, error) {
	a, err := netip.ParseAddr(strings.Trim(strings.TrimSpace(text), "[]"))
	if err != nil || !reach.Public(a.Unmap()) {
		return netip.Addr{}, explain(core.ErrNotAddress)
	}
	return a.Unmap(), nil
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

// defaultAddressService tells who asks where the question came from.
const defaultAddressService = "https://api.ipify.org"

func (a *App) addressService() string {
	if s := a.Settings().AddressService; s != "" {
		return s
	}
	return defaultAddressService
}

// AddressService names who is asked by AskAddress.
func (a *App) AddressService() string {
	u, err := url.Parse(a.addressService())
	if err != nil {
		return a.addressService()
	}
	return u.Host
}

// AskAddress asks a web service, which AddressService names, for this computer's
// address on the Internet. It must be called only where the user wished just
// that. The error is a *Trouble.
func (a *App) AskAddress(ctx context.Context) (string, error) {
	found, err := reach.AskWeb(ctx, a.addressService())
	if err != nil {
		return "", &Trouble{
			Code: "address_service", Text: a.AddressService() + " did not tell this computer's address.",
			Hint: "Try again later, or type the address: your router's page shows it.", err: err,
		}
	}
	return found.String(), nil
}

// checkAddressService takes only what cannot be read or changed on the way.
func checkAddressService(text string) error {
	u, err := url.Parse(text)
	if text == "" || err == nil && u.Scheme == "https" && u.Host != "" && u.User == nil {
		return nil
	}
	return &Trouble{
		Code: "address_service", Text: "This is not the address of a web service.",
		Hint: "It begins with https:// and answers with nothing but the address that asked it.",
	}
}

// NearbyDefault tells whether a chat is shown to people on this network where
// the user has not said otherwise: not where the network looks public.
func (a *App) NearbyDefault() bool {
	s, err := reach.Look()
	return err == nil && s.Private && !s.VPN && !a.options.NoRouter
}

// Nearby is a chat that is hosted on this network.
type Nearby struct {
	Name   string // "": the host shows none
	Invite Invite
}

// BrowseNearby looks for chats on this network until ctx ends. It calls found
// with all of them, on one goroutine, each time they change. The error is a
// *Trouble.
func (a *App) BrowseNearby(ctx context.Context, found func([]Nearby)) error {
	if a.options.NoRouter {
		<-ctx.Done()
		return nil
	}
	err := nearby.Browse(ctx, func(chats []nearby.Chat) {
		var list []Nearby
		for _, c := range chats {
			if n, ok := a.nearbyChat(c); ok {
				list = append(list, n)
			}
		}
		found(list)
	})
	if err == nil || ctx.Err() != nil || errors.Is(err, context.Canceled) {
		return nil
	}
	return explain(err)
}

// nearbyChat leaves out the one that is hosted here.
func (a *App) nearbyChat(c nearby.Chat) (Nearby, bool) {
	tag, err := reach.ParseTag(c.Tag)
	if err != nil {
		return Nearby{}, false
	}
	if own := a.hosting.Load(); own != nil && own.Doors().Invite.Tag == tag {
		return Nearby{}, false
	}
	return Nearby{Name: c.Name, Invite: invite(reach.Invite{Tag: tag, Ways: c.Ways})}, true
}
