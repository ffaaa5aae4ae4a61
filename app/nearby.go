package app

import (
	"context"
	"errors"

	"realtalk/core/reach"
	"realtalk/core/reach/nearby"
)

// NearbyDefault tells whether a chat is shown to people on this network where
// the user has not said otherwise: not where the network looks public.
func (a *App) NearbyDefault() bool {
	s, err := reach.Look()
	return err == nil && s.Private && !s.VPN && a.asksRouter()
}

// LooksNearby tells whether BrowseNearby looks: not where the user wants nothing
// asked of the network.
func (a *App) LooksNearby() bool { return a.asksRouter() }

// Nearby is a chat that is hosted on this network.
type Nearby struct {
	Name   string // "": the host shows none
	Invite Invite
}

// BrowseNearby looks for chats on this network until ctx ends. It calls found
// with all of them, on one goroutine, each time they change. The error is a
// *Trouble.
func (a *App) BrowseNearby(ctx context.Context, found func([]Nearby)) error {
	if !a.asksRouter() {
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
