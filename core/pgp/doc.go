// Package pgp holds the OpenPGP half of Real Talk: who somebody is, what they
// signed, and who can read it. It turns bytes into checked facts and back; it
// opens no socket, keeps no file and starts no goroutine. Everything it makes
// is ordinary OpenPGP of version 4 that GnuPG 2.2 reads; everything it accepts
// is a small, fixed part of that.
//
// # Identity
//
// An [Identity] is the long-term key: v4, Ed25519 (algorithm 22, the one GnuPG
// 2.2 knows) with a Curve25519 encryption subkey, or a key of the user's own
// from GnuPG with an Ed25519 or RSA primary of 2048 to 4096 bits. Marshal gives
// the unlocked binary secret key; the place that keeps it guards it. No
// passphrase is put on it here: the library's usual lock costs a guesser 0.3 ms
// a try and would only look like protection. A locked key is refused with
// [ErrLocked], one whose primary secret is elsewhere with [ErrNoPrimary]: it
// could neither bind a subkey for the chat nor sign as itself, and a chat
// without forward secrecy is not offered.
//
// A fingerprint is the SHA-256 of 0x99, the 2-byte length and the body of the
// primary public-key packet. OpenPGP's own v4 fingerprint is SHA-1 and is for
// showing beside GnuPG only.
//
// # Participant
//
// A [Participant] is an identity in one chat: its primary key and a fresh
// Curve25519 subkey that is never written anywhere. Session keys come encrypted
// to that subkey and are opened with it alone, so that after
// [Participant.Destroy] a recording of the chat stays closed even to whoever
// holds the long-term key. The subkey has no expiry: its secret's end is its
// end, and no clock may end a chat before that.
//
// Destroy overwrites the subkey's scalar and drops all references to the
// secrets; from then on OpenKey, Sign and Seal give [ErrDestroyed]. It waits for
// calls that are under way. What Go and the libraries do not allow to reach:
// copies that arithmetic left on stacks and in freed heap (the generated
// scalar is passed by value once, each opening derives a shared secret and an
// AES key schedule), pages that the system swapped out, core dumps. They go
// when memory is reused. The long-term primary key is shared with the identity,
// not copied, and stays with it. [SessionKey.Wipe] has the same limits.
//
// # Certificate
//
// A certificate is what others get of a participant: some 490 bytes for Ed25519 and
// a one-word name, 1.8 KB for RSA-4096. [ParseCertificate] accepts exactly this
// sequence of packets, with definite lengths and nothing left over:
//
//	public key      v4, Ed25519 (algorithm 22) or RSA of 2048 to 4096 bits
//	user ID         one
//	signature       0x10 to 0x13 by the primary, with the sign flag
//	subkey          v4, Curve25519, Ed25519 or RSA of 2048 to 4096 bits  } 1 to 3
//	signature       0x18 by the primary (and 0x19 inside if it signs)     } times
//
// The size, at most [MaxCertificate], is looked at first; then the first packet
// alone; the others are parsed only when that is a key of a kind above. So a
// certificate costs at most four verifications by the primary and three by
// subkeys, each of at most 4096 bits, and one trial encryption, whatever it
// holds. Signatures use SHA-256, SHA-384 or SHA-512; a critical notation, an
// unknown critical subpacket, a revocation of any part and any packet not
// listed (user attributes, trust, marker, padding, unknown ones, private keys)
// refuse the whole. At least one subkey must be for encryption and valid; of
// several the one bound last is used. Every refusal is a [CertificateError].
//
// Expiry is judged once, here, at the door: a key that expires while its owner
// is in keeps working until the chat ends, because one member's calendar must
// not silence everybody else.
//
// # Messages
//
// [Participant.Sign] makes a detached binary signature; [Participant.Seal] an
// integrity-protected data packet (tag 18, version 1, AES-256) around a one-pass
// signature, one literal packet (binary, no name, no date) and the signature,
// without compression. A session-key packet (tag 1, version 3) put before it
// makes a complete OpenPGP message. SEIPD version 2, v6 keys and algorithm 27
// are not used: GnuPG 2.2 cannot read them.
//
// Each signature carries the notation context@proton.ch with the caller's
// context, so that what was signed for one chat and purpose is worth nothing in
// another. It is not critical, since GnuPG calls a signature with a critical
// unknown notation bad; this package requires it all the same, exactly once,
// human-readable and equal. Contexts have 1 to [MaxContext] bytes.
//
// [Certificate.Open] gives a body or an error, never both. In order: the size
// is compared with what max allows; the packet is decrypted into one buffer of
// that size; the modification detection code is checked before anything inside
// is parsed; inside must be exactly the three packets above, the signature at
// most [MaxSignature] bytes, the literal at most max. A compressed packet is
// refused rather than inflated up to a limit: nobody may send one, and what is
// not inflated needs no bound. This is stricter than openpgp.ReadMessage with
// MaxDecompressedMessageSize, which also skips packets it does not know, takes
// any number of signatures and accepts a signing subkey. The signer must be the
// certificate's primary key. Memory stays below four times max plus 64 KiB.
//
// # Clocks
//
// The time for checks is the later of now and the newest creation time in
// question (the key's, the self-signatures', the message's), as long as that is
// no more than [Tolerance] ahead; otherwise [ErrClock]. So a friend's clock may
// be a day off in either direction. The library's own rules are passed by: with
// verifyTime now it lets 48 hours of future pass, with 0 any time, and
// crypto.UpdateTime would move the clock of the whole process; it is never
// called, and what another package does with it changes no check here. One's
// own signatures are never dated before one's own keys, so that a clock set
// back in the middle of a chat does no harm.
//
// # Trust and use
//
// All bytes given to ParseCertificate, Open, OpenKey and Verify are taken for
// hostile. Errors and logs never hold secrets, plaintext or names. All types are
// safe for concurrent use, Destroy and Wipe included.
//
// Sources: RFC 4880 (4.2 packets, 5.1 session keys, 5.2 signatures, 5.13 SEIPD,
// 12.2 fingerprints), RFC 6637 (ECDH), draft-koch-eddsa-for-openpgp-04
// (algorithm 22), over github.com/ProtonMail/gopenpgp/v2 and go-crypto.
package pgp
