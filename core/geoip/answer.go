package geoip

import (
	"strconv"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Answer is what is known of one address. Its methods may be called from any
// goroutine.
type Answer struct {
	Kind    Kind
	Country string // ISO 3166-1 alpha-2 in capitals; empty if unknown
	City    string // in English; empty if unknown
	ASN     uint32 // of the network; 0 if unknown
	Owner   string // who runs the network; empty if unknown

	// Date is that of the list that gave the place, else of the one that gave the
	// network, else of the first that was asked; zero if none was.
	Date time.Time
}

const unknownPlace = "unknown place"

// Place gives words for the screen: "Lyon, France", "France", "this network",
// "this computer" or "unknown place".
func (a Answer) Place() string {
	switch a.Kind {
	case ThisComputer:
		return "this computer"
	case ThisNetwork, Carrier:
		return "this network"
	}
	country := countryName(a.Country)
	switch {
	case a.City != "" && country != "":
		return a.City + ", " + country
	case country != "":
		return country
	case a.City != "":
		return a.City
	}
	return unknownPlace
}

// Known tells whether Place says more than "unknown place".
func (a Answer) Known() bool { return a.Place() != unknownPlace }

// Network gives the owner, or "AS3215" if only the number is known, or "".
func (a Answer) Network() string {
	if a.Owner == "" && a.ASN != 0 {
		return "AS" + strconv.FormatUint(uint64(a.ASN), 10)
	}
	return a.Owner
}

// countryName is empty for what is no country to the Unicode CLDR.
func countryName(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil || region.String() == "ZZ" {
		return ""
	}
	return display.English.Regions().Name(region)
}
