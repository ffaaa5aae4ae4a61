package core

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// measureNgircd has as many clients of ngircd in one channel, over TLS. One says lines
// of 100 bytes, the others count them.
func measureNgircd(t *testing.T, n int) fmt.Stringer {
	t.Helper()
	program, err := exec.LookPath("ngircd")
	if err != nil {
		return notInstalled{}
	}
	address, server := startNgircd(t, program)
	clients := make([]*ircClient, n)
	for i := range clients {
		clients[i] = newIRCClient(t, address, fmt.Sprintf("u%d", i))
		defer clients[i].conn.Close()
	}
	speaker, receivers := clients[0], clients[1:]
	before := make([]int64, len(receivers))
	time.Sleep(500 * time.Millisecond) // the last have joined
	for i, c := range receivers {
		before[i] = c.lines.Load()
	}
	line := []byte("PRIVMSG #load :" + sample[:100] + "\r\n")
	messages := min(4000, 400_000/n)
	return pouring(t, server, messages, len(receivers), func() {
		for i := range messages {
			for int64(i)-(receivers[0].lines.Load()-before[0]) > 200 {
				time.Sleep(10 * time.Microsecond)
			}
			if _, err := speaker.conn.Write(line); err != nil {
				t.Fatal(err)
			}
		}
		for i, c := range receivers {
			pollUntil(func() bool { return c.lines.Load()-before[i] >= int64(messages) })
		}
	})
}

type notInstalled struct{}

func (notInstalled) String() string { return "not installed\t" }

func startNgircd(t *testing.T, program string) (address string, p process) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address = l.Addr().String()
	l.Close()
	dir := t.TempDir()
	certificate, key := writeCertificate(t, dir)
	config := filepath.Join(dir, "ngircd.conf")
	text := fmt.Sprintf(`[Global]
Name = load.example
Info = load
Listen = 127.0.0.1
Ports = 0
MotdPhrase = load
ServerUID = 0
ServerGID = 0
PidFile = %s/pid
[Limits]
MaxConnections = 0
MaxConnectionsIP = 0
MaxPenaltyTime = 0
[Options]
DNS = no
Ident = no
PAM = no
[SSL]
CertFile = %s
KeyFile = %s
Ports = %s
`, dir, certificate, key, address[strings.LastIndex(address, ":")+1:])
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-n", "-f", config)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	return address, process{cmd.Process.Pid}
}

func writeCertificate(t *testing.T, dir string) (certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	certificate, key = filepath.Join(dir, "certificate.pem"), filepath.Join(dir, "key.pem")
	for name, block := range map[string]*pem.Block{
		certificate: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: secret},
	} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return certificate, key
}

// ircClient counts lines.
type ircClient struct {
	conn  *tls.Conn
	lines atomic.Int64
}

func newIRCClient(t *testing.T, address, nick string) *ircClient {
	t.Helper()
	var conn *tls.Conn
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		var err error
		if conn, err = tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true}); err == nil {
			break
		} else if time.Now().After(end) {
			t.Fatal(err)
		}
	}
	c := &ircClient{conn: conn}
	if _, err := fmt.Fprintf(conn, "NICK %s\r\nUSER %s 0 * :%s\r\n", nick, nick, nick); err != nil {
		t.Fatal(err)
	}
	read := bufio.NewReaderSize(conn, 32<<10)
	for joined := false; !joined; {
		line, err := read.ReadString('\n')
		switch {
		case err != nil:
			t.Fatalf("%s: %v", nick, err)
		case strings.Contains(line, " 001 "):
			_, _ = conn.Write([]byte("JOIN #load\r\n"))
		case strings.Contains(line, " 366 "): // the end of the names
			joined = true
		case strings.HasPrefix(line, "ERROR"):
			t.Fatalf("%s: %s", nick, line)
		}
	}
	go c.count(read)
	return c
}

func (c *ircClient) count(read *bufio.Reader) {
	buf := make([]byte, 32<<10)
	for {
		n, err := read.Read(buf)
		if err != nil {
			return
		}
		c.lines.Add(int64(bytes.Count(buf[:n], []byte("\n"))))
	}
}
