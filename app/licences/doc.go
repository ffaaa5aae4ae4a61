// Package licences knows what is built into Real Talk on any system, whose it is and
// under which terms: every module, font, list of words and of addresses.
//
// The document is in Debian's format
// (https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/), which the
// packages for Linux carry, too. "go generate ./app/licences" makes it again after a
// module was changed; a test fails until then.
package licences

//go:generate sh -c "cd ../.. && go run ./.package/copyright linux,darwin,windows gzip >app/licences/document.gz"
