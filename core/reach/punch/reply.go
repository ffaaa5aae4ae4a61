package punch

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"realtalk/core/reach"
)

// What can be wrong with a reply line.
var (
	ErrReply   = errors.New("not a reply line")
	ErrTyping  = errors.New("a character of the reply line is wrong or missing")
	ErrVersion = errors.New("a reply line of a newer version")
)

const (
	prefix     = "rt-reply:"
	version    = 1
	maxAddrs   = 4
	headSize   = 2
	secretSize = 8
	checkSize  = 3
	maxSize    = headSize + secretSize + maxAddrs*(16+2) + checkSize
)

// kind tells how an address is written; 3 bits of the head.
type kind uint16

const (
	none kind = iota
	v4
	v4Port
	v6
	v6Port
)

var sizes = [...]int{none: 0, v4: 4, v4Port: 6, v6: 16, v6Port: 18}

var code = base32.StdEncoding.WithPadding(base32.NoPadding)

// Reply is what the guest sends back to the host: where the guest is, and a
// secret that both derive ports and marks from. It holds at most four
// addresses, public and each once. A port means that a door is open there; 0
// that none is.
type Reply struct {
	Secret    [secretSize]byte
	Addresses []netip.AddrPort
}

// NewReply makes the reply of a guest at these addresses, best first, with a
// new secret. What no host would dial is left out: see the package comment.
func NewReply(addrs []netip.AddrPort) Reply {
	var r Reply
	_, _ = rand.Read(r.Secret[:]) // never fails
	for _, a := range addrs {
		a = netip.AddrPortFrom(a.Addr().Unmap().WithZone(""), a.Port())
		if len(r.Addresses) < maxAddrs && reach.Public(a.Addr()) && !slices.Contains(r.Addresses, a) {
			r.Addresses = append(r.Addresses, a)
		}
	}
	return r
}

// String is the line that the guest hands out.
func (r Reply) String() string {
	head := uint16(version) << 12
	data := make([]byte, headSize, maxSize)
	data = append(data, r.Secret[:]...)
	for i, a := range r.Addresses {
		head |= uint16(kindOf(a)) << (3 * (maxAddrs - 1 - i))
		data = append(data, a.Addr().AsSlice()...)
		if a.Port() != 0 {
			data = binary.BigEndian.AppendUint16(data, a.Port())
		}
	}
	binary.BigEndian.PutUint16(data, head)
	data = append(data, checkSum(data)...)
	return prefix + strings.ToLower(code.EncodeToString(data))
}

func kindOf(a netip.AddrPort) kind {
	k := v4
	if a.Addr().Is6() {
		k = v6
	}
	if a.Port() != 0 {
		k++
	}
	return k
}

func checkSum(data []byte) []byte {
	sum := sha256.Sum256(append([]byte("realtalk reply line\x00"), data...))
	return sum[:checkSize]
}

// ParseReply reads one reply line and nothing else, in any case. The error
// wraps ErrReply, ErrTyping or ErrVersion and does not quote the line.
func ParseReply(s string) (Reply, error) {
	r, err := parseReply(s)
	if err != nil {
		return Reply{}, fmt.Errorf("read reply line: %w", err)
	}
	return r, nil
}

func parseReply(s string) (Reply, error) {
	s = strings.TrimSpace(s)
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return Reply{}, ErrReply
	}
	if strings.ContainsFunc(s, isForeign) { // base32 itself skips line breaks
		return Reply{}, ErrTyping
	}
	digits := strings.ToUpper(s[len(prefix):])
	size, err := sizeOf(digits)
	if err != nil {
		return Reply{}, err
	}
	if len(digits) != code.EncodedLen(size) {
		return Reply{}, ErrTyping
	}
	return decode(digits)
}

func isForeign(r rune) bool { return r <= ' ' || r >= 0x7F }

// sizeOf gives the bytes of a reply by its first digits.
func sizeOf(digits string) (int, error) {
	const first = 4 // digits hold the head
	if len(digits) < first {
		return 0, ErrTyping
	}
	head, err := code.DecodeString(digits[:first])
	if err != nil {
		return 0, ErrTyping
	}
	if head[0]>>4 != version {
		return 0, ErrVersion
	}
	size := headSize + secretSize + checkSize
	for _, k := range kinds(head) {
		if int(k) >= len(sizes) {
			return 0, ErrTyping
		}
		size += sizes[k]
	}
	return size, nil
}

func kinds(head []byte) (all [maxAddrs]kind) {
	bits := binary.BigEndian.Uint16(head)
	for i := range all {
		all[i] = kind(bits >> (3 * (maxAddrs - 1 - i)) & 7)
	}
	return all
}

// decode reads as many digits as sizeOf demands. What String would write
// differently is refused: one spelling per reply.
func decode(digits string) (Reply, error) {
	data, err := code.DecodeString(digits)
	if err != nil {
		return Reply{}, ErrTyping
	}
	body, check := data[:len(data)-checkSize], data[len(data)-checkSize:]
	if !slices.Equal(checkSum(body), check) {
		return Reply{}, ErrTyping
	}
	r := Reply{Secret: [secretSize]byte(body[headSize:])}
	rest := body[headSize+secretSize:]
	for _, k := range kinds(body) {
		var a netip.AddrPort
		a, rest = cutAddress(k, rest)
		switch {
		case k == none:
			continue
		case a.Addr().Is4In6() || !reach.Public(a.Addr()) || slices.Contains(r.Addresses, a):
			return Reply{}, ErrReply
		}
		r.Addresses = append(r.Addresses, a)
	}
	if !strings.EqualFold(r.String(), prefix+digits) {
		return Reply{}, ErrReply
	}
	return r, nil
}

func cutAddress(k kind, data []byte) (netip.AddrPort, []byte) {
	length := sizes[k]
	part, rest := data[:length], data[length:]
	var port uint16
	if k == v4Port || k == v6Port {
		port = binary.BigEndian.Uint16(part[length-2:])
		part = part[:length-2]
	}
	addr, _ := netip.AddrFromSlice(part)
	return netip.AddrPortFrom(addr, port), rest
}
