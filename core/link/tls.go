package link

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"math/big"
	"time"
)

// Protocol is the ALPN name of protocol version 1.
const Protocol = "rt/1"

// NewCertificate makes the certificate of one chat: an Ed25519 key from
// crypto/rand, signed by itself, without names and with dates that say nothing
// of this computer's clock. No guest verifies it (see the package comment).
func NewCertificate() (tls.Certificate, error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("make chat key: %w", err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		NotBefore:    time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
		// RFC 5280 section 4.1.2.5: no date at which it ends.
		NotAfter: time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
		KeyUsage: x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, public, private)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("make chat certificate: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: private}, nil
}

func serverTLS(certificate tls.Certificate) *tls.Config {
	return &tls.Config{
		Certificates:           []tls.Certificate{certificate},
		MinVersion:             tls.VersionTLS13,
		NextProtos:             []string{Protocol},
		SessionTicketsDisabled: true,
		// Records that start small would cut the gathered 16 KiB into a dozen
		// writes; there is no page to paint early here.
		DynamicRecordSizingDisabled: true,
		VerifyConnection:            speaksProtocol,
	}
}

func clientTLS() *tls.Config {
	return &tls.Config{
		MinVersion:                  tls.VersionTLS13,
		NextProtos:                  []string{Protocol},
		InsecureSkipVerify:          true, // the password proves the host: see the package comment
		SessionTicketsDisabled:      true,
		DynamicRecordSizingDisabled: true,
		VerifyConnection:            speaksProtocol,
	}
}

// speaksProtocol refuses a peer that left ALPN out, which crypto/tls allows.
func speaksProtocol(s tls.ConnectionState) error {
	if s.NegotiatedProtocol != Protocol {
		return ErrNotRealTalk
	}
	return nil
}

// exporter gives the channel binding of RFC 9266.
func exporter(s tls.ConnectionState) (binding [32]byte, err error) {
	b, err := s.ExportKeyingMaterial("EXPORTER-Channel-Binding", nil, len(binding))
	if err != nil {
		return binding, fmt.Errorf("export channel binding: %w", err)
	}
	copy(binding[:], b)
	return binding, nil
}
