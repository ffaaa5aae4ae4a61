package app

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net/netip"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"realtalk/app/lang"
	"realtalk/core/geoip"
	"realtalk/core/profile"
	"realtalk/platform"
)

// Location is what the address lists know of an address.
type Location struct {
	Address  string
	Place    string // "Lyon, France", "this network", "this computer", "unknown place"
	Owner    string // of the network; "" if not known
	ASN      uint32 // number of the network; 0 if not known
	Known    bool   // Place says more than "unknown place"
	ListDate time.Time
}

// AddressList is one list of places and network owners that is in use, or, with
// a Problem, that cannot be.
type AddressList struct {
	Role    string // "place", "owner" or "both"
	Name    string
	Source  string
	Licence string
	Problem string
	Date    time.Time
	Own     bool // the user's own, not the built-in one
}

// GeoPlan says what an update would fetch, before anybody is asked for it.
type GeoPlan struct {
	Text  string // in whole sentences
	Hosts []string
	Bytes int64 // about; 0 if unknown
}

const (
	geoFolder   = "geo"
	cacheFolder = "cache"
	sourcesFile = "geo-sources.json"
)

// geo opens the address lists when they are first needed.
type geo struct {
	profile *profile.Profile
	apart   bool // everything is kept in the profile

	mu     sync.Mutex // guards what follows
	lists  *geoip.Database
	closed bool
}

func (g *geo) open() *geoip.Database {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.lists == nil {
		g.lists = geoip.Open(g.options())
		if g.closed {
			_ = g.lists.Close() // it was opened for a call that came too late
		}
	}
	return g.lists
}

// options leave out the folders that cannot be had; Status tells what that
// means.
func (g *geo) options() geoip.Options {
	var o geoip.Options
	if own, err := g.profile.Folder(geoFolder); err == nil {
		o.Own = own
	}
	if cache, err := platform.CacheDir(); err == nil && !g.apart {
		o.Cache = cache
	} else if cache, err := g.profile.Folder(cacheFolder); err == nil {
		o.Cache = cache
	}
	return o
}

func (g *geo) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	if g.lists != nil {
		_ = g.lists.Close() // the maps end with the process at the latest
	}
}

// Locate tells where an address is, as far as the lists on this computer know.
// It asks nobody. The error is a *Trouble: it is no address.
func (a *App) Locate(address string) (Location, error) {
	addr, err := netip.ParseAddr(strings.Trim(strings.TrimSpace(address), "[]"))
	if err != nil {
		return Location{}, notAnAddress(address)
	}
	return a.locate(addr), nil
}

func (a *App) locate(addr netip.Addr) Location {
	if !addr.IsValid() {
		return Location{}
	}
	found := a.geo.open().Lookup(addr)
	l := Location{
		Address: addr.Unmap().WithZone("").String(), Place: placeText(found), Owner: found.Network(), ASN: found.ASN, Known: found.Known(),
	}
	if found.Kind == geoip.Public {
		l.ListDate = found.Date
	}
	return l
}

// placeText is "Lyon, France", "France", "this network", "this computer" or
// "unknown place". Cities are called as the lists call them.
func placeText(found geoip.Answer) string {
	switch found.Kind {
	case geoip.ThisComputer:
		return lang.Say("this computer")
	case geoip.ThisNetwork, geoip.Carrier:
		return lang.Say("this network")
	}
	country := lang.Country(found.Country)
	switch {
	case found.City != "" && country != "":
		return lang.Say("%s, %s", found.City, country)
	case found.City != "" || country != "":
		return found.City + country
	default:
		return lang.Say("unknown place")
	}
}

// GeoStatus lists the address lists, those that are asked first before the
// others. It may wait until the built-in one is unpacked.
func (a *App) GeoStatus() []AddressList { return addressLists(a.geo.open().Status()...) }

func addressLists(lists ...geoip.List) []AddressList {
	out := make([]AddressList, len(lists))
	for i, l := range lists {
		out[i] = AddressList{
			Role: string(l.Role), Name: l.Name, Source: l.Source, Licence: l.Licence, Problem: l.Problem, Date: l.Date, Own: l.Own,
		}
		if out[i].Name == "" {
			out[i].Name = filepath.Base(l.File)
		}
	}
	return out
}

// GeoImport takes the user's own lists, and gives those that it took before an
// error. It may take a minute, and ends with ctx or the app; the error is a
// *Trouble.
func (a *App) GeoImport(ctx context.Context, paths ...string) ([]AddressList, error) {
	ctx, cancel := a.whileOpen(ctx)
	defer cancel()
	var taken []geoip.List
	for _, path := range paths {
		l, err := a.geo.open().Import(ctx, path)
		if err != nil {
			return addressLists(taken...), fileTrouble(path, err)
		}
		taken = append(taken, l)
	}
	return addressLists(taken...), nil
}

// whileOpen gives a context that ends with the app, too, so that Close need not
// wait for the rest of what is under way.
func (a *App) whileOpen(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(a.ctx, cancel)
	return ctx, func() { stop(); cancel() }
}

// GeoReset throws the user's own lists away, so that the built-in one is asked.
func (a *App) GeoReset() error { return explain(a.geo.open().Remove()) }

// GeoPlan says what GeoUpdate would fetch from where. It asks nobody.
func (a *App) GeoPlan() GeoPlan {
	var p GeoPlan
	for _, s := range a.sources() {
		p.Hosts = append(p.Hosts, s.Host())
		p.Hosts = append(p.Hosts, s.Hosts...)
		p.Bytes += s.Bytes
	}
	p.Hosts = distinct(p.Hosts)
	size := lang.Say("Nobody knows yet how big it is, at most 512 MB for each.")
	if p.Bytes > 0 {
		size = lang.Say("It is about %d MB in all.", p.Bytes>>20)
	}
	lists := lang.Count(len(a.sources()), "%d address list", "%d address lists")
	p.Text = lang.Sentences(
		lang.Say("Real Talk will fetch %s from %s.", lists, lang.And(p.Hosts...)), size,
		lang.Say("Whoever runs that sees that somebody at your Internet address asked, and nothing more. The lists that you have, your own too, are replaced when the new ones are here and have been checked."),
	)
	return p
}

func distinct(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// GeoUpdate fetches what GeoPlan says; it is never called but by the user's
// wish. progress is told how many bytes are here of about how many. It blocks
// until all is done or ctx ends; the error is a *Trouble.
func (a *App) GeoUpdate(ctx context.Context, progress func(done, total int64)) error {
	ctx, cancel := a.whileOpen(ctx)
	defer cancel()
	_, err := a.geo.open().Update(ctx, a.sources(), progress)
	return geoTrouble(lang.Say("The update"), err)
}

// GeoSources gives where updates come from, if the user has chosen that.
func (a *App) GeoSources() []string {
	var sources []string
	b, err := a.profile.Read(sourcesFile)
	if err != nil || json.Unmarshal(b, &sources) != nil {
		return nil
	}
	return sources
}

// SetGeoSources keeps where updates come from; none: from where they come for
// everybody. The error is a *Trouble.
func (a *App) SetGeoSources(sources []string) error {
	for _, s := range sources {
		if _, err := geoip.ParseSource(s); err != nil {
			return geoTrouble(lang.Say("The source"), err)
		}
	}
	b, err := json.Marshal(sources)
	if err != nil {
		return explain(err)
	}
	return explain(a.profile.Write(sourcesFile, b))
}

func (a *App) sources() []geoip.Source {
	var sources []geoip.Source
	for _, s := range a.GeoSources() {
		if source, err := geoip.ParseSource(s); err == nil {
			sources = append(sources, source)
		}
	}
	if len(sources) == 0 {
		return geoip.DefaultSources()
	}
	return sources
}

// geoTrouble says why a list was not taken. What is the thing in question.
func geoTrouble(what string, err error) error {
	if err == nil {
		return nil
	}
	for _, k := range geoTroubles(what) {
		if errors.Is(err, k.err) {
			return &Trouble{Code: k.code, Text: k.text, Hint: k.hint, err: err}
		}
	}
	return explain(err)
}

// fileTrouble tells the person's file from those of Real Talk itself.
func fileTrouble(path string, err error) error {
	var about *fs.PathError
	if errors.As(err, &about) && about.Path == path {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return &Trouble{Code: "list_missing", Text: lang.Say("The file %s is not there.", path), Hint: lang.Say("Check its name and the folder it is in."), err: err}
		case errors.Is(err, fs.ErrPermission):
			return &Trouble{Code: "list_unreadable", Text: lang.Say("The file %s cannot be read.", path), Hint: lang.Say("Check who may read it."), err: err}
		}
	}
	return geoTrouble(lang.Say("The file %s", path), err)
}

// geoTroubles word what can be wrong with a thing. That of the network is the
// first: beneath it may be anything.
func geoTroubles(what string) []worded {
	return []worded{
		{geoip.ErrNetwork, wording{"list_unreachable", lang.Say("%s could not be fetched. The lists that you have stay as they are.", what), lang.Say("Check that this computer is in the Internet, and try again.")}},
		{geoip.ErrArchive, wording{"list_packed", lang.Say("%s is an archive with several files in it.", what), lang.Say("Unpack it, and take the file in it that ends with .mmdb.")}},
		{geoip.ErrNotList, wording{"list_other", lang.Say("%s is not an address list, or a part of one.", what), lang.Say("An address list ends with .mmdb or .mmdb.gz. Fetch it once more.")}},
		{geoip.ErrNoFields, wording{"list_useless", lang.Say("%s names neither places nor networks.", what), lang.Say("Take a list of countries, cities or networks.")}},
		{geoip.ErrTooLarge, wording{"list_too_large", lang.Say("%s is larger than an address list can be.", what), lang.Say("At most 512 MB can be taken.")}},
		{geoip.ErrSlow, wording{"list_slow", lang.Say("%s takes too long to be checked.", what), lang.Say("Take another list.")}},
		{geoip.ErrDamaged, wording{"list_damaged", lang.Say("%s is damaged and was not taken. The lists that you have stay as they are.", what), lang.Say("Fetch it once more.")}},
		{geoip.ErrSource, wording{"list_source", lang.Say("%s is not an address that begins with https.", what), lang.Say("Copy the address of the file once more.")}},
		{geoip.ErrRedirected, wording{"list_redirected", lang.Say("%s was sent on to a computer that was not named before, so it was broken off.", what), lang.Say("If you trust that source, name its own address as the source.")}},
		{geoip.ErrStalled, wording{"list_stalled", lang.Say("%s stopped on its way. The lists that you have stay as they are.", what), lang.Say("Try again later.")}},
		{geoip.ErrAnswer, wording{"list_gone", lang.Say("%s is not where it was.", what), lang.Say("Look for a newer version of Real Talk, or name another source.")}},
		{context.Canceled, wording{"list_cancelled", lang.Say("%s was broken off. The lists that you have stay as they are.", what), lang.Say("Start it again when you like.")}},
	}
}
