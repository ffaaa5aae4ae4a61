package core

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"realtalk/core/admission"
	"realtalk/core/control"
	"realtalk/core/cpace"
	"realtalk/core/link"
	"realtalk/core/pgp"
	"realtalk/core/profile"
	"realtalk/core/room"
	"realtalk/core/wire"
)

// HostConfig says what to host. Listen is one address to listen on, "" for
// every IPv4 and IPv6 address; port 0 finds a free one.
type HostConfig struct {
	Profile  *profile.Profile
	Identity *pgp.Identity
	Name     string
	Password string
	Listen   string
	Port     int
	Rules    Rules
	Router   bool       // ask the router to open a door
	Address  netip.Addr // this computer's public address, if the user knows it
	Nearby   bool       // tell people on this network that the chat is here
	ShowName bool       // with the user's name

	stretch  func(password string, chat [32]byte) []byte // cpace.Stretch but in tests
	pace     *rate.Limiter                               // of epochs, but in benchmarks
	comeBack time.Duration                               // comeBackTime but in tests
}

// ErrNoPassword: a chat without a password is not hosted.
var ErrNoPassword = errors.New("empty password")

// host is what a chat has beside a guest's: the door, the relay and the lock.
type host struct {
	chat     wire.ID
	identity wire.ID
	door     *door
	lobby    *lobby
	away     *away
	arrivals arrivals
	relay    *relay
	listener *link.Listener
	lock     *profile.Hosting
	release  func()          // the right to write the blocklist
	control  *control.Server // nil: other programs cannot change the blocklist
	secret   func() []byte   // the stretched password
	serving  sync.WaitGroup
	mishaps  *mishaps
	around   *surroundings
	doors    *doors
	dialing  dialing
}

// Host starts a chat and takes this user's seat in it. It returns when the
// chat can be joined; errors are those of the lock (profile.ErrHosted), of the
// port, and of the kept counts.
func Host(ctx context.Context, cfg HostConfig) (*Chat, error) {
	name, err := room.CleanName(cfg.Name)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(cfg.Password) == "" {
		return nil, ErrNoPassword
	}
	lock, err := cfg.Profile.LockHosting()
	if err != nil {
		return nil, err
	}
	c := newChat(ctx)
	h, me, err := c.open(cfg, lock)
	if err != nil {
		lock.Release()
		c.abandon()
		return nil, err
	}
	c.host = h
	if h.control, err = control.Serve(cfg.Profile.Dir(), c.answer); err != nil {
		c.events.put(NotReached{Err: err})
	}
	c.announceHosting()
	h.doors.open(cfg.Profile)
	go c.serve(me, name)
	return c, nil
}

// blocklistTimeout is how long another program may take to change the
// blocklist while a chat starts.
const blocklistTimeout = 5 * time.Second

// open makes everything that can fail, before a goroutine depends on it.
func (c *Chat) open(cfg HostConfig, lock *profile.Hosting) (h *host, me *pgp.Participant, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.ctx), blocklistTimeout)
	defer cancel()
	release, err := cfg.Profile.Lock(ctx, recordsLock)
	if err != nil {
		return nil, nil, err
	}
	defer func() {
		if err != nil {
			release()
		}
	}()
	records, err := ReadRecords(cfg.Profile)
	if err != nil {
		return nil, nil, err
	}
	me, err = cfg.Identity.Participant()
	if err != nil {
		return nil, nil, fmt.Errorf("chat key: %w", err)
	}
	h = &host{identity: me.Fingerprint(), lock: lock, release: release}
	if _, err := rand.Read(h.chat[:]); err != nil {
		return nil, nil, err
	}
	h.mishaps = &c.mishaps
	h.secret = stretching(cfg, h.chat)
	keep := func(r []admission.Record) error { return writeRecords(cfg.Profile, r) }
	h.around = newSurroundings()
	h.door = newDoor(records, keep, c.events.put, h.around.near)
	h.lobby = newLobby(c.events.put, h.around.near, cfg.Rules)
	h.away = newAway(c.events.put, h.around.near)
	pace := cfg.pace
	if pace == nil {
		pace = rate.NewLimiter(rate.Every(epochPause), epochBurst)
	}
	h.relay = newRelay(h.chat, me, pace)
	h.relay.onGone = h.lobby.gone
	h.relay.mishaps = h.mishaps
	h.relay.comeBack = cmp.Or(cfg.comeBack, comeBackTime)
	if h.listener, err = h.listen(c.ctx, cfg); err != nil {
		h.door.close()
		me.Destroy()
		return nil, nil, err
	}
	h.doors = newDoors(h.chat, uint16(h.listener.Port()), cfg, h.around, func(e Event) {
		if d, ok := e.(Doors); ok {
			h.relay.found(d.Invite.Ways)
		}
		c.events.put(e)
	})
	return h, me, nil
}

// stretching starts to stretch the password and gives what waits for it, so
// that the chat is up before that is done.
func stretching(cfg HostConfig, chat wire.ID) func() []byte {
	stretch := cfg.stretch
	if stretch == nil {
		stretch = cpace.Stretch
	}
	secret := sync.OnceValue(func() []byte { return stretch(cfg.Password, chat) })
	go secret()
	return secret
}

func (h *host) listen(ctx context.Context, cfg HostConfig) (*link.Listener, error) {
	certificate, err := link.NewCertificate()
	if err != nil {
		return nil, err
	}
	return link.Listen(ctx, link.Options{
		Address: cfg.Listen, Port: cfg.Port, Certificate: certificate,
		Guard: func(from netip.AddrPort) (uint64, bool) {
			defer h.mishaps.pass()
			return h.door.knock(from)
		},
		Hold: h.door.hold,
		Crowded: func(from netip.Addr) {
			defer h.mishaps.pass()
			h.door.crowded(from)
		},
		Dropped: func(token uint64, why error) {
			defer h.mishaps.pass()
			h.mishaps.ended(why)
			h.door.gone(token)
		},
		Stuck: h.door.stuck,
	})
}

// serve runs a hosted chat to its end.
func (c *Chat) serve(me *pgp.Participant, name string) {
	h := c.host
	defer close(c.done)
	defer c.events.close()
	stop := make(chan struct{})
	frames := make(chan wire.Frame, 64)
	seat := newSeat(h.chat, h.identity, me, func(f wire.Frame) { h.toRelay(f, stop) }, c.events.put, &c.view)
	relayEnd, endRelay := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { h.relay.run(relayEnd) })
	running.Go(func() { h.relay.mailbox.feed(frames, stop) })
	running.Go(func() { h.accept(c.ctx) })
	running.Go(func() { thisComputer().watch(c.ctx, h.elsewhere) })
	var err error
	if err = h.sitDown(me, name); err == nil {
		err = seat.run(c.ctx, frames, c.says)
	}
	c.cancel()
	close(stop)
	endRelay()
	running.Go(h.doors.close)
	running.Go(h.dialing.close)
	h.listener.Close()
	running.Wait()
	h.serving.Wait()
	me.Destroy()
	h.shut()
	c.events.put(hostEnded(err))
}

// shut ends what only a host has, so that another program finds it free.
func (h *host) shut() {
	if h.control != nil {
		h.control.Close()
	}
	h.door.close()
	h.release()
	h.lock.Release()
}

// hostEnded is the last event of the host: its own ending is the chat's.
func hostEnded(err error) Ended {
	if err == nil {
		return Ended{Reason: HostEnded}
	}
	return Ended{Reason: Failed, Err: err}
}

// toRelay hands a frame of the host's own seat to the relay.
func (h *host) toRelay(f wire.Frame, stop <-chan struct{}) {
	select {
	case h.relay.own <- f:
	case <-stop:
	case <-h.relay.done:
	}
}

// sitDown makes the host the first member of its chat, as number one of the
// epochs. It passes no door: nobody can lock the host out.
func (h *host) sitDown(me *pgp.Participant, name string) error {
	entry, m, err := ownEntry(h.chat, me, name, wire.ID{}, time.Now())
	if err != nil {
		return err
	}
	p := &place{member: m, entry: entry, line: h.relay.mailbox}
	if !h.relay.do(func() { err = h.relay.sitDown(p) }) {
		return ErrOver
	}
	return err
}

func (c *Chat) announceHosting() {
	up := c.host.doors.hosting()
	where := fmt.Sprintf("127.0.0.1 %d", up.Port)
	if len(up.Addresses) > 0 {
		where = fmt.Sprintf("%s %d", up.Addresses[0], up.Port)
	}
	// Without it a second host only cannot say where the first one is.
	_ = c.host.lock.Announce(where)
	c.events.put(up)
}

// Hosting tells where the chat can be joined; zero for a guest.
func (c *Chat) Hosting() Hosting {
	if c.host == nil {
		return Hosting{}
	}
	return c.host.doors.hosting()
}

// Doors tells how the chat can be reached; zero for a guest.
func (c *Chat) Doors() Doors {
	if c.host == nil {
		return Doors{}
	}
	return c.host.doors.last()
}

// abandon ends a chat that never began.
func (c *Chat) abandon() {
	c.cancel()
	c.events.close()
	close(c.done)
}
