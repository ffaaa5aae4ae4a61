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
// from GnuPG with an Ed25519 or RSA primary of 2048 to 4096 bits. It holds the
// primary key, one user ID with its newest self-signature, and at most two
// lasting subkeys: one to encrypt, and, only in the fallback below, one to sign.
//
// A fingerprint is the SHA-256 of 0x99, the 2-byte length and the body of the
// primary public-key packet. OpenPGP's own v4 fingerprint is SHA-1 and is for
// showing beside GnuPG only.
//
// [Identity.Sign] and [Identity.Verify] are for the user's own files. They bind
// a context as messages do; Verify asks no clock, because a clock that was set
// back must not make a list of friends look forged.
//
// # How it is kept
//
// Marshal gives the binary secret key (RFC 4880 section 11.2) unlocked. Lock
// gives it under a passphrase: usage 254, AES-256 in CFB mode, iterated and
// salted SHA-256 (S2K mode 3) with one salt for all its keys and an IV for each.
// The count is 65,011,712 bytes, the most that S2K can say (some 0.2 s a guess),
// for what a person typed, and 65,536 for 32 random bytes, which need none.
// Argon2 would be better and is not used: GnuPG 2.2 cannot import it.
//
// That lock hides, but hardly authenticates: its checksum is a SHA-1 inside a
// malleable cipher and does not cover the public half. Against whoever can
// change the file: UnlockIdentity takes only what is locked in all its parts;
// each self-signature must be right, and the secret must be that of the public
// half, so that nobody can swap parameters and have the owner's next signature
// give the secret away. A changed file can be refused, or lose its encryption
// subkey, but not become another key. A wrong passphrase and damage inside the
// locked part cannot be told apart; both are [ErrPassphrase].
//
// # What is imported
//
// [ImportIdentity] reads what gpg --export-secret-keys wrote, binary or armored,
// of at most [MaxImport] bytes. The file is for hostile until it is read: it may
// have been sent by somebody. Packets are walked one by one, definite lengths
// only, at most 10,000 of them; the primary key is judged first; then signatures
// that claim to be by it are verified, at most 512; all others, pictures, trust
// packets and subkeys of other kinds are passed over, not refused. No secret is
// touched before it is known which keys are of use, and then only theirs, so
// that no more than three locks are opened, of at most 65 MB of hashing each.
// Locks: usage 254 and 255 with S2K modes 0, 1 and 3. Mode 4 (Argon2) has its
// memory, up to 2 TiB, from the file, and is refused. In armor one block counts,
// with at most 4 KiB of headers. Altogether it costs less than 8 MiB of
// allocations, whatever the file holds.
//
// Of the user IDs the one marked as primary counts, then the newest; of subkeys
// the valid one bound last. Self-signatures by SHA-1 or MD5 count for nothing.
// Revocations are believed unverified, because they can only make us refuse: of
// the primary key [ErrRevoked], of a subkey or user ID the next one is taken.
// An expired key is [ErrExpired] here; one that expires while it is kept still
// loads, and Participant refuses it. Two keys in one file are [ErrSeveralKeys]:
// nobody can guess which was meant.
//
// # Without a primary secret: the fallback
//
// Many keep the primary secret in a safe and have its subkeys only (GnuPG calls
// the rest a stub), or on a card, or have a primary key that may only certify.
// Such a key cannot bind a subkey for the chat. If it has a valid subkey only
// for signing and one only for encryption, with their secrets, it takes part by
// those; else it is [ErrNoPrimary]. ForwardSecret is then false, of the identity
// and of the certificate: session keys are encrypted to the lasting subkey, and
// who gets it later opens a recording of what that person was sent (messages of
// all members, since all are sent to it). The others see that and may choose.
//
// A subkey for signing and encryption at once is not used: for RSA, decrypting
// and signing are one operation, and what we decrypt for members of a chat could
// then be a signature. For the same reason a lasting RSA key never tells right
// padding from wrong (quietRSA): otherwise a member could have mail that was
// recorded elsewhere decrypted by asking often enough. A member can also send
// the session key of such a mail as if it were one of the chat; it then opens
// nothing, as what it opens has to be signed for this chat and is shown to nobody
// before.
//
// # Participant
//
// A [Participant] is an identity in one chat: its primary key and a fresh
// Curve25519 subkey that is never written anywhere (in the fallback: the lasting
// subkeys, for which this section does not hold). Session keys come encrypted
// to that subkey and are opened with it alone, so that after
// [Participant.Destroy] a recording of the chat stays closed even to whoever
// holds the long-term key. The subkey has no expiry: its secret's end is its
// end, and no clock may end a chat before that.
//
// Destroy overwrites the subkey's scalar and drops all references to the
// secrets; from then on OpenKey, Sign and Seal give [ErrDestroyed]. It waits for
// calls that are under way. The long-term keys are shared with the identity, not
// copied, and stay with it; [Identity.Wipe] overwrites them, for its participants
// as well, so that a chat is ended first.
//
// # What Go allows to wipe
//
// Overwritten are: the scalars of Curve25519 and Ed25519; of RSA the exponent,
// the primes and the three values computed from them; session keys
// ([SessionKey.Wipe]); signed plaintext before it was encrypted, and decrypted
// plaintext that was refused. Not reached are: copies that arithmetic left on
// stacks and in freed heap (a generated scalar is passed by value once, each
// opening derives a shared secret and an AES key schedule); for RSA a second
// copy of the key that crypto/rsa keeps for itself; the buffers in which the
// library parses, unlocks, locks and serializes a secret key, with the
// passphrase's derived key among them; pages that the system swapped out; core
// dumps. They go when the collector reuses the memory, which may be never. A
// passphrase belongs to the caller, who clears it; this package keeps none, and
// nothing it returns or logs holds one.
//
// # Certificate
//
// A certificate is what others get of a participant: some 490 bytes for Ed25519 and
// a one-word name, 1.8 KB for RSA-4096. [ParseCertificate] accepts exactly this
// sequence of packets, with definite lengths and nothing left over:
//
//	public key      v4, Ed25519 (algorithm 22) or RSA of 2048 to 4096 bits
//	user ID         one
//	signature       0x10 to 0x13 by the primary, with the sign flag unless
//	                a subkey signs
//	subkey          v4, Curve25519, Ed25519 or RSA of 2048 to 4096 bits  } 1 to 3
//	signature       0x18 by the primary (and 0x19 inside if it signs)     } times
//
// A subkey is for encryption if its flags say communications and neither sign
// nor certify; it signs if they say sign and nothing else (authentication is
// ignored). At least one must be for encryption and valid; of several the one
// bound last is used. At most one may sign.
//
// The size, at most [MaxCertificate], is looked at first; then the first packet
// alone; the others are parsed only when that is a key of a kind above. So a
// certificate costs at most four verifications by the primary and three by
// subkeys, each of at most 4096 bits, and one trial encryption, whatever it
// holds. Signatures use SHA-256, SHA-384 or SHA-512; a critical notation, an
// unknown critical subpacket, a revocation of any part and any packet not
// listed (user attributes, trust, marker, padding, unknown ones, private keys)
// refuse the whole. All of this holds for the 0x19 signature, too. Every refusal
// is a [CertificateError].
//
// Who signs for a certificate: the signing subkey if there is one, else the
// primary key, and nobody else, so that each certificate has one signer. What
// that leaves to an attacker:
//
//   - taking the signing subkey out of somebody's certificate, or putting an
//     older one in, changes its hash, which that person's join statement and
//     everybody's roster cover, and the signatures no longer fit: a
//     certificate that nobody is in the chat with.
//   - binding a subkey of the attacker's own to somebody takes that person's
//     primary secret (0x18). Adopting somebody's subkey, to claim what they say,
//     takes that subkey's (0x19).
//   - one signature for two certificates of one key, with and without the
//     subkey, verifies under one of them only.
//   - whoever holds the secret of a signing subkey, still valid in a certificate
//     that can be had, can take part in the name of that key, even if its owner
//     never does so by subkeys. Fingerprint and badge are those of the key. That
//     is what a signing subkey means; what tells it from the owner with the
//     primary key is ForwardSecret, which the caller shows. A revocation does
//     not help, as nobody here asks a key server; a new key does.
//
// That the key in a certificate is destroyed after the chat is the word of its
// owner, with and without a signing subkey; no certificate can prove it.
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
// any number of signatures and accepts any key of the certificate as signer. The
// signer must be the certificate's one. Memory stays below four times max plus
// 64 KiB.
//
// # What is saved
//
// [Identity.SealForSelf] makes an armored OpenPGP message: session-key packet to
// the lasting encryption subkey (or an RSA primary key with that flag), then the
// packets above, by the long-term key, with a date in the literal packet. What a
// person saves holds what others said, and the signature under it says no more
// than who saved it: its context is "realtalk/1:saved", under which nothing is
// ever accepted. The owner reads it with plain gpg, to which the locked secret
// key of an identity made here can be given.
//
// # Clocks
//
// The time for checks is the later of now and the newest creation time in
// question (the key's, the self-signatures', the message's), as long as that is
// no more than [Tolerance] ahead; otherwise [ErrClock]. So a friend's clock may
// be a day off in either direction. The library's own rules are passed by: with
// verifyTime now it lets 48 hours of future pass, with 0 any time, and
// crypto.UpdateTime would move the clock of the whole process; it is never
// called, and what another package does with it changes no check here.
//
// A clock that is set in the middle of a chat does no harm: one's own signatures
// are dated by the time that has passed since the Participant was made, never
// before one's own keys, and those of others are judged by the time that has passed
// since their certificate was, or by the clock if that says it is later.
//
// # Trust and use
//
// All bytes given to ParseCertificate, Open, OpenKey, Verify and ImportIdentity
// are taken for hostile. Errors and logs never hold secrets, plaintext or names. All types are
// safe for concurrent use, Destroy and Wipe included. An imported key shows the
// others its user ID, with the mail address that is usually in it.
//
// Sources: RFC 4880 (3.7 S2K, 4.2 packets, 5.1 session keys, 5.2 signatures, 5.5.3
// secret keys, 5.13 SEIPD, 6 armor, 11 messages and keys, 12.2 fingerprints),
// RFC 6637 (ECDH), draft-koch-eddsa-for-openpgp-04 (algorithm 22), GnuPG's
// doc/DETAILS (stubs), over github.com/ProtonMail/gopenpgp/v2 and go-crypto.
package pgp
