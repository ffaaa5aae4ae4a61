package geoip

import (
	"fmt"
	"strings"
	"time"

	"github.com/oschwald/maxminddb-golang/v2"
)

// Role is what a list is good for.
type Role string

const (
	RolePlace Role = "place"
	RoleOwner Role = "owner"
	RoleBoth  Role = "both"
)

// covers tells whether r does all that other does.
func (r Role) covers(other Role) bool { return r == RoleBoth || r == other }

// List describes an address list.
type List struct {
	Role    Role      // empty if the list could not be read
	Name    string    // as its metadata have it: "GeoLite2-City"
	File    string    // path
	Date    time.Time // when the data were put together, UTC; zero if unknown
	Source  string    // whose data it is; empty if unknown
	Licence string    // in words for the screen; empty if unknown
	Own     bool      // the person's own, not the built-in one
	Problem string    // why it is not used; empty if it is
}

// openList maps the file. The caller closes the list.
func openList(file string) (*list, error) {
	reader, err := maxminddb.Open(file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return &list{reader: reader, about: describe(file, reader.Metadata)}, nil
}

// list is an open list.
type list struct {
	reader *maxminddb.Reader
	about  List
}

func (l *list) close() error { return l.reader.Close() }

func describe(file string, m maxminddb.Metadata) List {
	about := List{Name: printable(m.DatabaseType), File: file, Date: date(m)}
	for _, p := range producers {
		if strings.HasPrefix(strings.ToLower(m.DatabaseType), p.prefix) {
			about.Source, about.Licence = p.source, p.licence
			break
		}
	}
	return about
}

// producers are known by how the type of their files begins, in small letters.
var producers = []struct{ prefix, source, licence string }{
	{"geolite2-", "MaxMind", "GeoLite2 End User License Agreement. This product includes GeoLite2 data created by MaxMind, available from https://www.maxmind.com."},
	{"geoip2-", "MaxMind", "MaxMind End User License Agreement"},
	{"dbip-", "DB-IP", "CC BY 4.0. IP Geolocation by DB-IP, https://db-ip.com."},
	{"ipinfo ", "IPinfo", "CC BY-SA 4.0. IP address data powered by IPinfo, https://ipinfo.io."},
}

// date gives none for a year that no calendar on a screen can show.
func date(m maxminddb.Metadata) time.Time {
	const end = 253402300800 // the year 10000
	if m.BuildEpoch == 0 || m.BuildEpoch >= end {
		return time.Time{}
	}
	return m.BuildTime().UTC()
}
