package ui

import (
	"context"
	"slices"

	"realtalk/app"
)

// What is sent around: all ways in, those of the own network alone, and the
// line of a guest who cannot connect.
const (
	nearText  = "rt:agorkaicamcakbqcaeflsgq"
	allText   = "rt:agorkaicamcakbqezmahcaigeaaq3oaaaaaaaaaaaaaaaaaacabaccrxlu"
	movedText = "rt:agorkaicamcakbqezmahccigeaaq3oaaaaaaaaaaaaaaaaaacabaccqany"
	replyText = "rt-reply:aebagbafaydqqcikbmga2dqpcaireeyuculbogazdinryhi6d4qccirdeqssmjzifeyq"
)

// fakeReach is the part of a fakeBackend that knows what surrounds the
// computer.
type fakeReach struct {
	opened  app.HostOptions
	private bool // the network
	asks    bool // the firewall
	address string
	chats   chan []app.Nearby
	stopped chan struct{} // takes one each time that nobody looks for chats any more
	off     bool          // nobody does
	recent  []app.Recent
}

func (b *fakeBackend) NearbyDefault() bool { return b.private }

func (b *fakeBackend) FirewallAsks() bool { return b.asks }

func (b *fakeBackend) AddressService() string {
	if b.settings.AddressService != "" {
		return b.settings.AddressService
	}
	return "address.example"
}

func (b *fakeBackend) AskAddress(context.Context) (string, error) {
	b.called("ask address")
	return b.address, b.failed()
}

// BrowseNearby gives the lists that a test sends, if it sends any.
func (b *fakeBackend) BrowseNearby(ctx context.Context, found func([]app.Nearby)) error {
	if b.chats == nil {
		<-ctx.Done()
		return nil
	}
	defer func() { b.stopped <- struct{}{} }()
	for {
		select {
		case list := <-b.chats:
			found(list)
		case <-ctx.Done():
			return nil
		}
	}
}

func (b *fakeBackend) LooksNearby() bool { return !b.off }

func (b *fakeBackend) Recent() []app.Recent { return b.recent }

func (b *fakeBackend) ForgetRecent(line string) error {
	b.called("forget", line)
	if err := b.failed(); err != nil {
		return err
	}
	b.recent = slices.DeleteFunc(slices.Clone(b.recent), func(r app.Recent) bool { return r.Line == line })
	return nil
}
