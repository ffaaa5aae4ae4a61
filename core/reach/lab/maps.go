//go:build linux

package lab

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/netip"
	"os/exec"
	"strings"
)

// Map is an entry of a router's own table: what comes for Port goes To a
// computer. Of an IPv6 pinhole, Port and To's port are the same.
type Map struct {
	Proto string // "tcp" or "udp"
	Port  uint16
	To    netip.AddrPort
}

// Maps reads what a router passes on, in the order of its table: maps of IPv4,
// then pinholes of IPv6.
func (l *Lab) Maps(router string) []Map {
	l.t.Helper()
	maps, err := readMaps(l.router(router).namespace)
	l.check(err)
	return maps
}

func readMaps(namespace string) ([]Map, error) {
	listing, err := exec.Command("ip", "netns", "exec", namespace, "nft", "-j", "list", "table", "inet", "home").Output()
	if err != nil {
		return nil, fmt.Errorf("list rules of %s: %w", namespace, err)
	}
	var table struct {
		Nftables []struct {
			Rule struct {
				Chain string
				Expr  []expression
			}
		}
	}
	if err := json.Unmarshal(listing, &table); err != nil {
		return nil, fmt.Errorf("list rules of %s: %w", namespace, err)
	}
	var maps, holes []Map
	for _, entry := range table.Nftables {
		m, err := readRule(entry.Rule.Expr)
		switch chain := entry.Rule.Chain; {
		case chain != doors && chain != pinholes:
		case err != nil:
			return nil, fmt.Errorf("rule of %s in %s: %w", chain, namespace, err)
		case chain == doors:
			maps = append(maps, m)
		case m.To.Addr().Is6(): // those of IPv4 go with a map
			holes = append(holes, m)
		}
	}
	return append(maps, holes...), nil
}

// expression is a part of a rule, see libnftables-json(5).
type expression struct {
	Match *struct {
		Left struct {
			Payload struct {
				Base, Protocol, Field string
				Offset, Len           int
			}
		}
		Right json.RawMessage
	}
	DNAT *struct {
		Addr netip.Addr
		Port uint16
	}
}

// readRule reads one as the daemon writes it. nft shows fields of the IP header
// by position or by name, as its version knows them.
func readRule(all []expression) (Map, error) {
	var m Map
	var to netip.Addr
	for _, e := range all {
		if e.DNAT != nil {
			m.To = netip.AddrPortFrom(e.DNAT.Addr, e.DNAT.Port)
			continue
		}
		if e.Match == nil {
			continue
		}
		field := e.Match.Left.Payload
		name := field.Protocol + " " + field.Field
		if field.Base != "" {
			name = fmt.Sprintf("%s %d+%d", field.Base, field.Offset, field.Len)
		}
		var err error
		switch name {
		case "th dport", "tcp dport", "udp dport":
			err = json.Unmarshal(e.Match.Right, &m.Port)
		case "nh 72+8", "nh 48+8", "ip protocol", "ip6 nexthdr":
			m.Proto, err = readProto(e.Match.Right)
		case "nh 128+32", "ip daddr":
			to, err = readAddress(e.Match.Right, 4)
		case "nh 192+128", "ip6 daddr":
			to, err = readAddress(e.Match.Right, 16)
		}
		if err != nil {
			return Map{}, fmt.Errorf("%s %s: %w", name, e.Match.Right, err)
		}
	}
	if !m.To.IsValid() {
		m.To = netip.AddrPortFrom(to, m.Port)
	}
	if m.Proto == "" || m.Port == 0 || !m.To.Addr().IsValid() {
		return Map{}, errors.New("not as the daemon writes it")
	}
	return m, nil
}

func readProto(raw json.RawMessage) (string, error) {
	switch text := strings.Trim(string(raw), `"`); text {
	case "6", "tcp":
		return "tcp", nil
	case "17", "udp":
		return "udp", nil
	default:
		return "", errors.New("no such protocol")
	}
}

// readAddress reads a number of so many bytes, or an address.
func readAddress(raw json.RawMessage, size int) (netip.Addr, error) {
	text := strings.Trim(string(raw), `"`)
	if a, err := netip.ParseAddr(text); err == nil {
		return a, nil
	}
	number, ok := new(big.Int).SetString(text, 0)
	if !ok || number.Sign() < 0 || number.BitLen() > 8*size {
		return netip.Addr{}, errors.New("no address")
	}
	a, _ := netip.AddrFromSlice(number.FillBytes(make([]byte, size)))
	return a, nil
}
