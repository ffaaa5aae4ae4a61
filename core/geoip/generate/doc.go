// Command generate makes the built-in address list of package geoip, which one
// command does again:
//
//	go generate ./core/geoip
//
// # What it reads
//
// The folder source holds two lists of ip-location-db, for IPv4 and for IPv6, as
// published on the day in date.txt, compressed and otherwise untouched:
//
//	country-ipv4.csv.gz, country-ipv6.csv.gz   first, last, country (ISO 3166-1 alpha-2)
//	asn-ipv4.csv.gz, asn-ipv6.csv.gz           first, last, AS number, owner
//
// First and last are addresses, both within the range. Where two rows of a list
// overlap, the later one holds: rows are in the order of their first address, so
// it is the one that begins nearer. A row that is not of this form ends the work.
// To take newer lists, replace the five files, run the command and give the date
// in README.md, to which a test holds it.
//
// # What it writes
//
// default.mmdb.gz is one file in the MaxMind DB format 2.0, gzipped, with the
// fields' names of GeoLite2, so that any reader of those reads it:
//
//	country.iso_code                 "FR"
//	autonomous_system_number         3215
//	autonomous_system_organization   "Orange"
//
// A field that no row gives is absent. Countries' names are not kept: the program
// has them by code. Addresses with an IPv4 address inside are not aliased to it, as
// package geoip takes that out before it asks. Private networks are kept or absent
// as in the source; package geoip answers them itself.
//
// default.go holds what the program must know before it unpacks: size and
// SHA-256 of the unpacked file, date, sources and licences.
//
// Same source, same bytes: the file's build date is that of date.txt, and nothing
// depends on the order of a map. The bytes of the gzip stream alone may change with
// Go's compressor, so size and hash are those of what is inside.
package main
