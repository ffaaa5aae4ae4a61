package reach

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// Tag begins a chat's ID. It is public, and tells a guest that what answers at
// an address is another chat than the one it was invited to.
type Tag [6]byte

// MaxWays bounds the addresses of an invite.
const MaxWays = 8

// ErrInvite: not an invite, or one with a typing error.
var ErrInvite = errors.New("not an invite")

// Invite holds every way into one chat, best first. The package comment has its
// text form.
type Invite struct {
	Tag  Tag
	Ways []netip.AddrPort
}

const (
	inviteVersion = 1
	inviteScheme  = "rt:"
	checkLength   = 2
)

// Each way begins with what it is.
const (
	wayHome = 2 // 192.168.x.y, x and y follow
	way4    = 4
	way6    = 6
	ownPort = 0x80 // the port differs from the first way's, and follows
)

var (
	inviteText = base32.StdEncoding.WithPadding(base32.NoPadding)
	homeRange  = netip.MustParsePrefix("192.168.0.0/16")
)

// String is the invite as it is sent, in lower case; "" if it holds no way. Ways
// beyond MaxWays, and those no guest could dial, are left out.
func (i Invite) String() string {
	b := i.bytes()
	if b == nil {
		return ""
	}
	return inviteScheme + strings.ToLower(inviteText.EncodeToString(b))
}

func (i Invite) bytes() []byte {
	var ways []netip.AddrPort
	for _, w := range i.Ways {
		w = netip.AddrPortFrom(w.Addr().Unmap(), w.Port())
		if invitable(w) && !slices.Contains(ways, w) && len(ways) < MaxWays {
			ways = append(ways, w)
		}
	}
	if len(ways) == 0 {
		return nil
	}
	port := ways[0].Port()
	b := binary.BigEndian.AppendUint16([]byte{inviteVersion}, port)
	b = append(b, i.Tag[:]...)
	for _, w := range ways {
		b = appendWay(b, w, port)
	}
	return append(b, check(b)...)
}

// invitable tells whether a way means the same on another computer.
func invitable(w netip.AddrPort) bool {
	return w.IsValid() && w.Port() != 0 && w.Addr().Zone() == "" && joinable(w.Addr()) && !w.Addr().IsLinkLocalUnicast()
}

func appendWay(b []byte, w netip.AddrPort, port uint16) []byte {
	kind, address := byte(way6), w.Addr().AsSlice()
	switch {
	case homeRange.Contains(w.Addr()):
		kind, address = wayHome, address[2:]
	case w.Addr().Is4():
		kind = way4
	}
	if w.Port() == port {
		return append(append(b, kind), address...)
	}
	b = append(append(b, kind|ownPort), address...)
	return binary.BigEndian.AppendUint16(b, w.Port())
}

// check finds typing errors; it is no secret and proves nothing.
func check(b []byte) []byte {
	sum := sha256.Sum256(b)
	return sum[:checkLength]
}

// ParseInvite reads an invite that stands alone, in any case. The error is
// ErrInvite.
func ParseInvite(s string) (Invite, error) {
	rest, ok := cutScheme(strings.TrimSpace(s))
	if !ok || len(rest) > maxInviteText {
		return Invite{}, ErrInvite
	}
	b, err := inviteText.DecodeString(strings.ToUpper(rest))
	if err != nil {
		return Invite{}, fmt.Errorf("%w: %w", ErrInvite, err)
	}
	i, ok := readInvite(b)
	// One text for one invite: what a copy says is what it was made from.
	if !ok || !strings.EqualFold(i.String(), inviteScheme+rest) {
		return Invite{}, ErrInvite
	}
	return i, nil
}

// maxInviteText is the length of the longest invite without its scheme.
var maxInviteText = inviteText.EncodedLen(1 + 2 + len(Tag{}) + MaxWays*(1+16+2) + checkLength)

func readInvite(b []byte) (Invite, bool) {
	const header = 1 + 2 + len(Tag{})
	if len(b) < header+checkLength || b[0] != inviteVersion {
		return Invite{}, false
	}
	body, sum := b[:len(b)-checkLength], b[len(b)-checkLength:]
	if string(check(body)) != string(sum) {
		return Invite{}, false
	}
	port := binary.BigEndian.Uint16(body[1:])
	i := Invite{Tag: Tag(body[3:header])}
	for rest := body[header:]; len(rest) > 0; {
		way, used := readWay(rest, port)
		if used == 0 || len(i.Ways) == MaxWays {
			return Invite{}, false
		}
		i.Ways = append(i.Ways, way)
		rest = rest[used:]
	}
	return i, len(i.Ways) > 0
}

// readWay gives a way and how many bytes it took; 0: it is none.
func readWay(b []byte, port uint16) (netip.AddrPort, int) {
	length := map[byte]int{wayHome: 2, way4: 4, way6: 16}[b[0]&^ownPort]
	used := 1 + length
	if length == 0 || len(b) < used {
		return netip.AddrPort{}, 0
	}
	address := b[1:used]
	if length == 2 {
		address = []byte{192, 168, address[0], address[1]}
	}
	if b[0]&ownPort != 0 {
		if len(b) < used+2 {
			return netip.AddrPort{}, 0
		}
		port = binary.BigEndian.Uint16(b[used:])
		used += 2
	}
	addr, _ := netip.AddrFromSlice(address)
	way := netip.AddrPortFrom(addr, port)
	if !invitable(way) {
		return netip.AddrPort{}, 0
	}
	return way, used
}

// maxInviteWords is into how many pieces a program may have broken an invite.
const maxInviteWords = 6

// FindInvite finds the first invite in a text that was pasted, also where a
// program has broken it into several lines. It reads as much as FindLines.
func FindInvite(text string) (Invite, bool) {
	words := split(text)
	for n, word := range words {
		if _, ok := cutScheme(word); !ok {
			continue
		}
		joined := ""
		for _, part := range words[n:min(n+maxInviteWords, len(words))] {
			joined += part
			if i, err := ParseInvite(joined); err == nil {
				return i, true
			}
		}
	}
	return Invite{}, false
}

// String is the tag in hexadecimal.
func (t Tag) String() string { return hex.EncodeToString(t[:]) }

// ParseTag reads what String wrote. The error is ErrInvite.
func ParseTag(s string) (Tag, error) {
	var t Tag
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(t) {
		return Tag{}, ErrInvite
	}
	return Tag(b), nil
}
