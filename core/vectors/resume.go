package main

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
)

// Resume is section 10: the guest of the exchange comes back over another connection.
type Resume struct {
	Exporter      Hex // of the new connection
	Secret        Hex // of the exchange
	GuestReceived uint64
	GuestProof    Hex
	HostReceived  uint64
	HostProof     Hex
	Next          Hex // the secret for the next time
}

func resumed(x Exchange) Resume {
	r := Resume{Exporter: filled(0xe1), GuestReceived: 500, HostReceived: 34}
	r.Secret = resumeSecret(sessionKey(x, times(x.GuestScalar, times(x.HostScalar, generator(x.Stretched, x.Channel, x.Chat)))))
	r.GuestProof = proof(r.Secret, text("guest"), r.Exporter, u64(r.GuestReceived))
	r.HostProof = proof(r.Secret, text("host"), r.Exporter, u64(r.HostReceived))
	r.Next = proof(r.Secret, text("next"), r.Exporter)
	return r
}

func resumeSecret(isk []byte) []byte {
	secret, err := hkdf.Key(sha512.New, isk, nil, "realtalk/1 export realtalk/1 resume", 32)
	if err != nil {
		panic(err) // 32 bytes are not too many
	}
	return secret
}

func proof(secret []byte, parts ...[]byte) []byte {
	h := hmac.New(sha256.New, secret)
	h.Write(join(parts...))
	return h.Sum(nil)
}
