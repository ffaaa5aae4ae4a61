// Package link carries frames of core/wire between two computers: it listens,
// dials, does TLS, bounds what strangers may hold open, and lets a relay send
// without ever waiting for a slow reader. It knows nothing of passwords, people
// or messages.
//
// # Transport
//
// TCP and TLS 1.3, nothing older, with Go's default key exchange
// (X25519MLKEM768), ALPN "rt/1", no session tickets and so no resumption and no
// early data: every connection has keys of its own. The host's certificate is
// an Ed25519 key made for one chat; it names nobody and tells no time. The
// guest sends no server name.
//
// The guest does not verify that certificate. There is nothing to verify it
// against: a join line carries an address and a port, no key and no name that
// an authority could have signed for. Both ends prove themselves with the
// password instead, in an exchange (core/cpace) that is bound to this very TLS
// connection by its exporter (RFC 9266, [Conn.Exporter]). Somebody in the
// middle has two TLS connections with two different exporters, so the exchange
// fails on both. Before that exchange succeeded nothing received over a Conn
// may be believed, and link believes nothing either: it only counts bytes.
//
// Where two computers had to dial each other, their packets pass by a connection of
// TCP that both opened ([Listener.Take], [Over]), which carries TLS as every other,
// or by UDP ([Listener.TakeQUIC], [DialQUIC]), which carries QUIC (RFC 9000): the
// same TLS 1.3, ALPN and exporter, and the same frames on one stream, which the
// guest opens by saying Hello. There is no other stream, no datagram, no early data
// and no way to another address. What is different:
//
//   - Packets of anybody but the one other address are dropped before QUIC sees
//     them, and it has to be proved (Retry, RFC 9000 section 8.1.2) before Guard is
//     asked, so nobody is counted under an address that is not theirs. The port may
//     change in the middle, as some routers change it; the address may not.
//   - Who is refused by Guard hears CONNECTION_REFUSED where TCP has access_denied:
//     as cheap, and as easy to forge. Who is turned away in Hold hears the same alert
//     as over TCP; who has to make room before it said Hello, the application error
//     1. Dial's errors stand for all of them, and for ErrBusy so does the first Read:
//     a guest's handshake is over before the host's.
//   - Hold waits inside the handshake, after the guest's first message and before
//     any key is agreed on, for 10 s at most: a guest does not dial for longer, and
//     UDP does not tell that it gave up. A connection is bare until its stream has
//     come, which is due within 10 s of Hold, TLS included.
//   - A first message comes in two packets. Who sends one alone cannot be closed
//     (quic-go waits 10 s for the rest), so at most 64 on a socket may be at that;
//     others are refused meanwhile. Guard is asked once for a refused attempt, whose
//     packets keep coming for a moment.
//   - There is no kernel between the two programs. A stranger may have 16 KiB
//     waiting unread here, for which quic-go keeps up to eleven times as much if
//     they come in pieces of 128 bytes; a member 512 KiB. What was sent and not
//     acknowledged yet is bounded by the same at the other end, and by congestion
//     control. What is lost at an end has to be sent again by this program, so a
//     connection lingers four times as long as over TCP, and Close waits 0.1 s for
//     the other end to take what was written.
//   - An opening is as quiet as its human, and routers forget quiet flows of UDP in
//     half a minute: the guest's QUIC sends a packet every 5 s. It says nothing of
//     the program behind it; after admission the pings of frames count, as ever.
//   - Packets have 1200 bytes and no more: every path that carries QUIC carries
//     those, and there is no guessing what a tunnel takes. A packet that the network
//     did not take is a lost one, and no error.
//
// # From accept to admission
//
// Options.Guard is asked right after accept, before a byte is read. A refused
// address gets a plain (unencrypted) TLS alert, access_denied(49), and is
// closed: no handshake, no key exchange, no memory. The alert costs seven bytes
// and lets the other end say "you are blocked" where a bare close would read as
// "the host is gone", and people would try all evening. Being plain, it can be
// forged by whoever sits on the path, but such a one can cut the line anyway;
// ErrRefusedBlocked is a hint for a person, not a fact to store.
//
// Options.Hold may then keep a connection waiting before TLS, where it costs a
// socket and a goroutine and no cryptography: so a host under attack takes
// newcomers one after another. Who is not to wait hears what an opening hears
// that had to make room.
//
// A connection before admission is an opening. It comes to three stages: bare
// (no TLS yet, held or not), secured (TLS is done, nothing was said) and greeted
// (Conn.Greeted: it said Hello, and somebody may be typing). Places are counted
// by who came that far or farther, so that each stage has some that those ahead
// of it cannot take:
//
//	             all   of one household (IPv4 address, IPv6 /64)
//	bare         256   64
//	secured      192   48
//	greeted      128   32
//
// Who comes to a stage that is full is let in, and another that stands at the
// same stage is closed, so that someone who opens hundreds and sits on them
// hurts nobody else for long, and a flood that is cheap to make (TCP without
// TLS, TLS without Hello) never costs anybody a place who got farther. Were the
// stages to share one bound, those ahead could fill it and shut out everybody
// new for as long as they may type.
//
// It costs the longest waiting opening of the household, if that is full, else
// of the busiest household of the busiest network. A network is an IPv6 /48,
// which may be one customer's and hold 65,536 households, and of IPv4 the one
// address. Conn.Pin keeps an opening out of this while a try that counts is
// under way; where all at a stage are pinned, who comes there is closed itself.
// Who is closed hears a plain alert internal_error(80) if TLS was not done,
// Refused{busy} if it was; Dial reports the former as ErrBusy, which is also what
// Read and Write give at the end that closed. Options.Crowded is told, unless it
// was the household itself that had too many.
//
// Each opening has 10 s for its handshake, all of it, however the bytes are
// spread; handshakes run side by side. Frames are bounded to wire.MaxOpening
// until Conn.Admitted. Errors of accept (no file descriptors left) are waited
// out, 5 ms to 1 s, and never end the listener.
//
// Closing a socket with unread input makes the kernel reset the connection,
// and the reset can overtake what was sent last. So who was refused is closed
// in two steps: our half first, the rest when the other end closed too or after
// 250 ms. At most 16 openings linger so at a time; beyond that they are cut.
// The accept loop waits for none of them.
//
// # After admission
//
// Conn.Admitted starts one goroutine that writes. Send puts a frame into the
// outbox and returns; that is the backpressure rule: a sender never waits for a
// reader, and a reader that does not keep up is let go, alone. It is let go
// with ErrSlow when more than 8 MiB wait for it (32 bytes are added to each
// frame for its place in the queue) or when it took nothing at all for 20 s. A
// reader on a bad line that still takes some bytes is not cut by the second
// rule, which is why link does not use a deadline per write. What the kernel
// holds beside that is bounded by a 64 KiB send buffer, which also keeps chat
// quick on a line that another connection fills.
//
// Frames given to Send are shared: a relay encodes a delivery once and gives
// the same slice to fifty connections. Link never changes it and keeps no copy;
// small frames are gathered into one TLS record of up to 16 KiB when the writer
// gets to them, so a busy relay writes few records and an idle one adds no
// delay. The gathering buffer is borrowed, and the writer's goroutine ends when
// nothing waits: a connection at rest has no buffer but those of crypto/tls and no
// stack but its reader's.
//
// When nothing was sent for 5 s a Ping goes out; when not a byte came for 15 s
// Read gives ErrSilent: two pings may be late, and a computer that is gone is found
// in the time that a person waits for an answer. A ping is 28 bytes of TLS, so an
// idle connection costs 14 bytes a second, both ways and headers of TCP and IP
// apart. Read skips pings, 32 at once and then one a second, and gives ErrPings for more:
// what Read skips costs time that no limit of its caller sees.
//
// # Ending
//
// Finish sends a last frame after all that waits, for 1 s at most, and returns
// at once; Close ends a connection and waits for its goroutines (after Finish,
// for the flush too). Both may be called from anywhere, often, together. Once
// ended, Send and Read give the reason: ErrClosed, ErrSlow, ErrBusy, or the
// error of the network. When a write fails because the line broke, the socket
// stays open until Close, so that Read still gives what the peer said last.
// That a connection ended proves nothing about the peer: whoever sits on the
// path can end it, and io.EOF may be such an end. Only frames count.
//
// A panic in a goroutine of this package ends its connection and nothing else;
// Read and Write run on the caller's goroutine and are the caller's to guard.
package link
