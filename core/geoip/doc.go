// Package geoip tells where an address is, as far as that can be told: the
// country, the city if a list has it, and who runs the network. A look-up asks
// nobody; all that it knows is in address lists on this computer. It is a guess
// about a network, never about a person, and nothing may be decided by it.
//
// # Lists
//
// A list is a file in the MaxMind DB format, version 2.0
// (https://maxmind.github.io/MaxMind-DB/). One is built in: country and network
// of all public addresses, made by core/geoip/generate. A person can add their
// own, which are asked first:
//
//	record                                            written by
//	country.iso_code, city.names.en                   GeoLite2, GeoIP2, DB-IP
//	autonomous_system_number, ..._organization        GeoLite2, DB-IP, ip-location-db, the built-in list
//	country_code, city                                ip-location-db
//	country_code, asn ("AS64500"), as_name            IPinfo Lite
//	country (two letters), asn, as_name               IPinfo
//
// What a list is good for is told by the fields of its records, whoever wrote
// it. Its name, date, source and licence are told by its metadata. A country in
// which a network is merely registered is not taken for the place.
//
// # Which list answers
//
// Lists are asked from the newest import to the oldest, then the built-in one,
// until place and network are both known; the place comes from one list as a
// whole. So a person who imports a list of networks keeps their list of places,
// an address that their list lacks is still found in the built-in one, and a
// list all of whose roles newer ones have is thrown away.
//
// Private, link-local and carrier addresses are in no list: they read "this
// network", and loopback reads "this computer". Documentation addresses are
// public here, because lists of one's own may hold them. Of an IPv6 address that
// carries the IPv4 address of the peer (mapped, NAT64, 6to4, Teredo), the inner
// one counts, but an inner one that is not public makes the whole special: nobody
// talks their way into "this network".
//
// # Files
//
//	<own>/<role>-<number>.mmdb   0600, a person's own; higher numbers are newer
//	<own>/.geo-*                 0600, an import that is under way or was cut off
//	<own>/lists.lock             locked by who changes the folder
//	<own>/new/                   what Update fetches, until it is checked
//	<cache>/<hash>.mmdb          the built-in list, unpacked; any loss is repaired
//	<cache>/.geo-*, lists.lock   as above
//
// Look-ups read the files through a memory map. A name in the own folder is never
// written twice, so that nothing replaces a file that is mapped, which Windows
// refuses; a process that has the older list goes on with it until it opens anew.
//
// Open returns at once. The built-in list is unpacked, or its SHA-256 compared,
// in the background; the first look-up waits for that. What goes wrong there is
// told by Status, and look-ups answer from what is left.
//
// # Fetching
//
// Update alone uses the network, and only when it is called, which is when a
// person wishes it. It asks the hosts of its sources over https, follows them to
// no host that is not named beside them, says "Real Talk" and nothing of who
// asks, and takes nothing before all files are here, whole and checked. A list
// that is fetched takes the place of older ones of the same role, the person's
// own too.
//
// # Trust
//
// A file to import may be hostile. It is copied into the own folder first, at most
// MaxFile bytes after unpacking, so that nobody shortens it under the map. The
// copy must have at most MaxNodes nodes, pass the whole check of the format
// (maxminddb's Verify) within CheckTime, and hold places or networks among the
// first SampleSize records; only then is it taken, and else all stays as it was.
// Verify cannot be interrupted: one that is out of time runs on alone to its end.
// Text from a list is cut to MaxText bytes and freed of what does not print. Files
// that are in the two folders already are trusted as all of the profile is; what
// in them cannot be read is left out.
package geoip
