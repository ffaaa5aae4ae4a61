// Package resume lets the frames of a member and its host go on over another
// connection when one broke: what was sent and not acknowledged is kept (Log), and
// the member proves who it is by a secret of its password exchange (Key), so that
// nobody types a password again.
//
// Both ends count the frames that come, from the first after Join. Got tells the
// other end how many, and a new connection begins with these numbers: each end sends
// again what the other does not have. Nothing is lost or doubled, and the order is
// that of the counts.
//
// The secret is exported from the password exchange (cpace.Keys.Export, label
// "realtalk/1 resume") and bound to both identities and the chat by it. The proofs
//
//	HMAC-SHA-256(secret, "guest" || exporter 32 || received 8)
//	HMAC-SHA-256(secret, "host"  || exporter 32 || received 8)
//
// cover the new connection's channel binding (RFC 9266), so neither can be passed on
// or replayed. With each connection the secret becomes
// HMAC-SHA-256(secret, "next" || exporter 32); the host takes the one before for as
// long as nothing has come over the new connection, for its answer may be lost.
//
// Everything here is pure and for one goroutine.
package resume
