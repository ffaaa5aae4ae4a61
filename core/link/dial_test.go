package link

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"testing"
	"time"
)

// stranger answers each connection on loopback with f.
func stranger(t *testing.T, f func(net.Conn)) (where string) {
	t.Helper()
	socket, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { socket.Close() })
	go func() {
		for {
			c, err := socket.Accept()
			if err != nil {
				return
			}
			go func() { defer c.Close(); f(c) }()
		}
	}()
	return socket.Addr().String()
}

// readSome takes the client hello, so that closing does not reset.
func readSome(c net.Conn) { _, _ = c.Read(make([]byte, 4096)) }

func TestDialSaysWhenItIsNotRealTalk(t *testing.T) {
	other := func(o *tls.Config) func(net.Conn) {
		o.Certificates = []tls.Certificate{certificate()}
		return func(c net.Conn) {
			s := tls.Server(c, o)
			if s.Handshake() == nil {
				_, _ = s.Read(make([]byte, 1))
			}
		}
	}
	for name, f := range map[string]func(net.Conn){
		"ssh":      func(c net.Conn) { _, _ = io.WriteString(c, "SSH-2.0-OpenSSH_9.2\r\n"); readSome(c) },
		"http":     func(c net.Conn) { readSome(c); _, _ = io.WriteString(c, "HTTP/1.1 400 Bad Request\r\n\r\n") },
		"closes":   readSome,
		"no alpn":  other(&tls.Config{}),
		"web":      other(&tls.Config{NextProtos: []string{"h2", "http/1.1"}}),
		"old tls":  other(&tls.Config{MaxVersion: tls.VersionTLS12, NextProtos: []string{Protocol}}),
		"next one": other(&tls.Config{NextProtos: []string{"rt/2"}}),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Dial(context.Background(), stranger(t, f))
			wantError(t, err, ErrNotRealTalk)
		})
	}
}

func TestDialTellsNetworkFromStranger(t *testing.T) {
	reset := stranger(t, func(c net.Conn) { readSome(c); _ = c.(*net.TCPConn).SetLinger(0) })
	_, err := Dial(context.Background(), reset)
	if err == nil || errors.Is(err, ErrNotRealTalk) {
		t.Errorf("reset: %v", err)
	}

	socket, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	socket.Close()
	_, err = Dial(context.Background(), socket.Addr().String())
	wantError(t, err, syscall.ECONNREFUSED)
}

func TestDialGivesUpOnSilentStranger(t *testing.T) {
	over := make(chan struct{})
	defer close(over)
	limits := quick()
	_, err := dial(context.Background(), stranger(t, func(net.Conn) { <-over }), limits)
	if !errors.Is(err, os.ErrDeadlineExceeded) && !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("got %v", err)
	}
	if errors.Is(err, ErrNotRealTalk) {
		t.Error("silence is no other language")
	}
}

func TestDialEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	over := make(chan struct{})
	defer close(over)
	_, err := Dial(ctx, stranger(t, func(net.Conn) { <-over }))
	wantError(t, err, context.DeadlineExceeded)
}

// Somebody in the middle has a connection to each end, and no exporter that is
// the same as either's own peer's.
func TestExporterTellsWhoIsInTheMiddle(t *testing.T) {
	l := serveOn(t, Options{}, standard())
	host, guest := connect(t, l)
	if host.Exporter() != guest.Exporter() || host.Exporter() == [32]byte{} {
		t.Error("two ends of one connection differ")
	}
	middle := serveOn(t, Options{}, standard())
	_, victim := connect(t, middle)
	host2, _ := connect(t, l)
	if victim.Exporter() == host2.Exporter() || host2.Exporter() == host.Exporter() {
		t.Error("two connections have the same binding")
	}
}

func TestCertificateNamesNobody(t *testing.T) {
	a, err := NewCertificate()
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(a.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	if leaf.Subject.String() != "" || len(leaf.DNSNames)+len(leaf.IPAddresses) > 0 {
		t.Errorf("certificate of %q", leaf.Subject)
	}
	if year := time.Now().Year(); leaf.NotBefore.Year() == year {
		t.Error("certificate tells the time")
	}
	b, err := NewCertificate()
	if err != nil {
		t.Fatal(err)
	}
	if string(a.Certificate[0]) == string(b.Certificate[0]) {
		t.Error("two chats have one key")
	}
}
