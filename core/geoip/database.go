package geoip

import (
	"context"
	"net/netip"
	"slices"
	"sync"
)

// Options tell where the files are. Each folder is made when it is needed; an
// empty name means that there is none.
type Options struct {
	Own   string // folder of the person's own lists, used by nobody else
	Cache string // folder for the unpacked built-in list; may be shared
}

// Database answers from address lists. All methods may be called from any
// goroutine.
type Database struct {
	options  Options
	embedded packedList

	ready chan struct{} // closed when the built-in list is there, or will not be
	stop  context.CancelFunc

	changing sync.Mutex // held by the one that changes the own folder

	mu      sync.RWMutex // guards what follows; look-ups hold it for reading, so that no map ends under them
	own     []*list      // newest first
	builtIn *list        // nil until it is ready, and if it cannot be had
	broken  []List       // own lists that cannot be read
	trouble List         // the built-in list, if it cannot be had
	closed  bool
}

// Open opens what is there and returns at once; the built-in list follows in the
// background. What cannot be read is left out and told by Status. The caller
// closes the database.
func Open(o Options) *Database { return open(o, embedded()) }

func open(o Options, embedded packedList) *Database {
	ctx, stop := context.WithCancel(context.Background())
	d := &Database{options: o, embedded: embedded, ready: make(chan struct{}), stop: stop}
	d.own, d.broken = openOwn(o.Own)
	go d.prepare(ctx)
	return d
}

// prepare runs once, on a goroutine of its own.
func (d *Database) prepare(ctx context.Context) {
	defer close(d.ready)
	l, err := d.embedded.open(ctx, d.options.Cache)
	d.mu.Lock()
	defer d.mu.Unlock()
	if err != nil {
		d.trouble = d.embedded.about
		d.trouble.Problem = err.Error()
		return
	}
	d.builtIn = l
}

// Lookup says what the lists know of an address, whose zone does not matter. It
// asks nobody and takes about a microsecond, save that the first waits until the
// built-in list is unpacked. After Close the Kind alone is told.
func (d *Database) Lookup(address netip.Addr) Answer {
	kind, address := classify(address)
	answer := Answer{Kind: kind}
	if kind != Public {
		return answer
	}
	<-d.ready
	d.mu.RLock()
	defer d.mu.RUnlock()
	for _, l := range d.own {
		if answer.complete() {
			return answer
		}
		l.tell(address, &answer)
	}
	if d.builtIn != nil && !answer.complete() {
		d.builtIn.tell(address, &answer)
	}
	return answer
}

// Status describes all lists in the order in which they are asked, and then those
// that cannot be used. It waits until the built-in list is unpacked.
func (d *Database) Status() []List {
	<-d.ready
	d.mu.RLock()
	defer d.mu.RUnlock()
	var all []List
	for _, l := range d.own {
		all = append(all, l.about)
	}
	if d.builtIn != nil {
		all = append(all, d.builtIn.about)
	}
	all = append(all, d.broken...)
	if d.trouble.Problem != "" {
		all = append(all, d.trouble)
	}
	return slices.Clip(all)
}

// Close waits for look-ups and imports that are under way, and for the built-in
// list; only unpacking is cut off. Closing again does nothing.
func (d *Database) Close() error {
	d.stop()
	<-d.ready
	d.changing.Lock()
	defer d.changing.Unlock()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	open := d.own
	if d.builtIn != nil {
		open = append(open, d.builtIn)
	}
	d.own, d.builtIn, d.broken, d.trouble = nil, nil, nil, List{}
	return closeAll(open)
}
