// Package cpace is the password exchange: two ends that type the same password
// agree on a fresh key and prove it to each other; everybody else learns
// nothing. It does arithmetic only: no goroutine, no socket, no clock.
//
// # What it is
//
// CPace (draft-irtf-cfrg-cpace-21), cipher suite CPACE-RISTR255-SHA512, in the
// initiator-responder setting, with the explicit key confirmation of the
// draft's section "Key confirmation". The one who joins is the initiator (A in
// the draft), the host the responder (B).
//
//	joiner (Initiator)                          host (Responder)
//	g  = map(SHA-512(DSI, password, 0..0, channel, sid))   the same g on both
//	Ya = ya*g            ------ Ya ------>      Yb = yb*g
//	                     <----- Yb -------
//	K  = ya*Yb                                  K  = yb*Ya
//	ISK = SHA-512(lv(DSI_ISK, sid, K) || lv(Ya, ADa) || lv(Yb, ADb))
//	Ta = tag(Ya, ADa)    ------ Ta ------>      verifies Ta: the password was right
//	verifies Tb          <----- Tb -------      only then Tb = tag(Yb, ADb)
//
// Shares are 32 bytes (RFC 9496 encoding), tags 64 bytes. A tag is HMAC-SHA-512
// of lv(own share, own associated data) under SHA-512("CPaceMac" || sid || ISK).
// lv puts its length before each string, in LEB128. Keys for later use come from
// the ISK by HKDF-SHA-512 (RFC 5869), one for each label.
//
// # What is bound
//
// Both ends get the same keys only if all of this is the same for both: the
// stretched password, the channel identifier (who is in which role, on which TLS
// connection, at which attempt), the session identifier (the chat), both
// associated data (each side's identity fingerprint) and both shares. One who
// sits in the middle with a TLS connection to each side has two different
// channels, so passing the messages on gives him two different keys, and one
// guess at most with each side. The caller must put in what it saw itself, never
// what the other end claims to have seen. All these inputs are local or of fixed
// size, so nothing here grows with what a stranger sends.
//
// # Why a recording is of no use
//
// For every password there is a generator g, and for every g a scalar that gives
// the recorded share: a share is a uniformly random group element, whatever the
// password. The tags depend on K, and to find K for a guessed password means to
// solve a Diffie-Hellman problem. So a recording cannot be tested against a list
// of passwords, now or later, and one who learns the password afterwards still
// cannot compute the keys of an earlier run (forward secrecy).
//
// # What an active attacker gets
//
// One guess for each run: he commits to a password when he chooses his share,
// and one tag tells him whether it was right. [realtalk/core/admission] counts
// the runs. The joiner confirms first. If the host did, a stranger would get a
// tag made with the right key before he showed anything, could compare it with
// the one password he committed to, and hang up without having failed. So a host
// must not send Keys.Tag before Keys.Verify said yes. A false host gets one guess
// from each try that a joiner types, which is as few as any password exchange
// allows.
//
// # Aborts
//
// Finish refuses a share that does not decode canonically, the identity element,
// and a product that is the identity: with those, K would be known to one who
// does not know the password. It also refuses its own share sent back. The draft
// leaves that to the application: a tag covers only the sender's share and data,
// so a false host that claims the joiner's identity and returns the joiner's
// share could return the joiner's tag as well and would pass for one who knows
// the password.
//
// # The password
//
// Stretch makes CPace's password input by Argon2id. CPace does not need that,
// for there is nothing to test offline. It is there for the day when discrete
// logarithms of recorded shares can be computed: then each guess at a password
// still costs 64 MiB and a fair part of a second. The salt is public and belongs
// to one chat, so a host stretches once when the chat starts and a stranger's
// try costs it none of this.
//
// # Secrets in memory
//
// Scalars, generators, K and hash inputs are overwritten after use, keys at
// Destroy. That is as far as Go allows: the runtime may have copied a stack, and
// the group library keeps intermediate values of its own. Of that library,
// github.com/gtank/ristretto255 v0.1.2, only Decode, Encode, FromUniformBytes,
// Equal and ScalarMult are used; its MultiScalarMult is wrong with a receiver
// that is not the identity. Scalar multiplication and the comparison of tags take
// constant time.
package cpace
