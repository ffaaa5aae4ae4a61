package pcp_test

import (
	"bytes"
	"encoding/binary"
	"net"
	"net/netip"
	"slices"
	"sync"
	"testing"

	"realtalk/core/reach/pcp"
)

// router is a small one on loopback. It speaks both protocols and keeps a table;
// what it answers goes through its sin.
type router struct {
	t      testing.TB
	socket *net.UDPConn
	done   sync.WaitGroup
	sin    sin

	mu     sync.Mutex // guards what follows
	asked  [][]byte
	table  map[uint16]entry // by internal port
	epoch  uint32
	result byte                                       // of all answers
	spy    func(question []byte, from netip.AddrPort) // called before an answer, or nil
}

type entry struct {
	protocol pcp.Protocol
	external uint16
	lifetime uint32 // s
}

// sin gives what is answered to question n, counted from 1, knowing what an
// honest router would answer.
type sin func(n int, question, honest []byte) [][]byte

func honestly(_ int, _, honest []byte) [][]byte { return [][]byte{honest} }

func newRouter(t testing.TB, address string, s sin) *router {
	t.Helper()
	socket, err := net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.MustParseAddrPort(address)))
	if err != nil {
		t.Fatal(err)
	}
	r := &router{t: t, socket: socket, sin: s, table: map[uint16]entry{}, epoch: 1000}
	r.done.Go(r.serve)
	t.Cleanup(func() {
		_ = socket.Close()
		r.done.Wait()
	})
	return r
}

func (r *router) address() netip.AddrPort { return r.socket.LocalAddr().(*net.UDPAddr).AddrPort() }

func (r *router) dial() *pcp.Client {
	r.t.Helper()
	c, err := pcp.DialPort(r.address().Addr(), netip.Addr{}, r.address().Port())
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = c.Close() })
	return c
}

func (r *router) serve() {
	b := make([]byte, 2000)
	for {
		n, from, err := r.socket.ReadFromUDPAddrPort(b)
		if err != nil {
			return
		}
		question := bytes.Clone(b[:n])
		count, honest := r.answer(question, from)
		for _, a := range r.sin(count, question, honest) {
			_, _ = r.socket.WriteToUDPAddrPort(a, from)
		}
	}
}

func (r *router) answer(question []byte, from netip.AddrPort) (count int, honest []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked = append(r.asked, question)
	if r.spy != nil {
		r.spy(question, from)
	}
	switch {
	case len(question) == 60 && question[0] == 2 && question[1] == 1:
		honest = r.answerPCP(question, from.Addr())
	case len(question) == 12 && question[0] == 0 && question[1] == 2:
		honest = r.answerMap(question)
	case len(question) == 2 && question[0] == 0 && question[1] == 0:
		honest = append(r.header(128), 203, 0, 113, 1)
	default:
		r.t.Errorf("asked %x", question)
	}
	return len(r.asked), honest
}

func (r *router) answerPCP(q []byte, from netip.Addr) []byte {
	if client := netip.AddrFrom16([16]byte(q[8:24])).Unmap(); client != from {
		r.t.Errorf("asked from %s as %s", from, client)
	}
	r.note(pcp.PCP, q[40:44], q[4:8])
	a := bytes.Clone(q)
	a[1], a[3] = 0x81, r.result
	clear(a[8:24])
	binary.BigEndian.PutUint32(a[8:], r.epoch)
	if from.Is4() {
		copy(a[56:], []byte{203, 0, 113, 1})
	} else {
		copy(a[44:], q[8:24])
	}
	return a
}

func (r *router) answerMap(q []byte) []byte {
	r.note(pcp.NATPMP, q[4:8], q[8:12])
	return append(r.header(130), q[4:12]...)
}

// header is how NAT-PMP answers begin.
func (r *router) header(op byte) []byte {
	return binary.BigEndian.AppendUint32([]byte{0, op, 0, r.result}, r.epoch)
}

func (r *router) note(p pcp.Protocol, ports, lifetime []byte) {
	internal := binary.BigEndian.Uint16(ports)
	e := entry{p, binary.BigEndian.Uint16(ports[2:]), binary.BigEndian.Uint32(lifetime)}
	switch {
	case r.result != 0:
	case e.lifetime == 0:
		delete(r.table, internal)
	default:
		r.table[internal] = e
	}
}

func (r *router) questions() [][]byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.asked)
}

func (r *router) mapped(internal uint16) entry {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.table[internal]
}

func (r *router) set(epoch uint32, result byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.epoch, r.result = epoch, result
}
