// Package wire turns frames into bytes and bytes into frames. It starts no
// goroutine and opens no socket.
//
// # Frame
//
// All numbers of the header are big-endian:
//
//	bytes  meaning
//	4      length n of what follows, type byte included, 1 to MaxFrame
//	1      type, 1 to 29
//	n-1    body: one CBOR array, its elements in the order of the struct's fields
//
// Example: a Ping is 00 00 00 02 16 80; a Received of position 500 is
// 00 00 00 05 12 81 19 01 f4.
//
// # Body
//
// Bodies are in CBOR Core Deterministic Encoding (RFC 8949 section 4.2.1) and
// use five of its major types only:
//
//	Go              CBOR
//	uint8 to uint64 0, unsigned integer that fits
//	int64           0 or 1, integer that fits
//	ID, [n]byte     2, byte string of exactly 32 or n bytes
//	[]byte          2, byte string up to the field's limit
//	string          3, text string up to the field's limit in bytes, valid UTF-8
//	slice, struct   4, array; a struct's has exactly as many elements as fields
//
// A value has one encoding: integers and lengths take their shortest form,
// lengths are definite, and nothing follows the array. Maps, tags, floats, null
// and other simple values are refused wherever they stand, as are numbers that
// no constant names where a field is a code. A nil slice and an empty one are the
// same: an empty array or string.
//
// # Frames
//
// The opening, in order. The limit of the length field is MaxOpening until the
// password was right, which is after Proof:
//
//	1 Hello      guest to host     [identity 32]
//	2 Greeting   host to guest     [chat 32, identity 32, tries left u8]
//	3 Try        guest to host     [share 32]
//	4 Share      host to guest     [share 32, attempt u8]
//	5 Confirm    guest to host     [tag 64]
//	6 Verdict    host to guest     [code 1..3, tries left u8]
//	7 Proof      host to guest     [tag 64]
//	8 Join       guest to host     [certificate <=8 KiB, name <=256, statement <=1 KiB, dialled <=18]
//	26 Resume    guest to host     [frames u64, proof 32], in the place of Try
//	27 Resumed   host to guest     [frames u64, proof 32]
//	9 Refused    host to guest     [code 1..13]
//
// Once admitted, with MaxFrame for the length field:
//
//	10 Members    host to newcomer  [[entry, ...]]
//	11 Epoch      host to all       [number u64, previous 32, roster 32, transcript 32,
//	                                 [entry, ...], [departure, ...], signature <=1 KiB]
//	12 SenderKey  member to host    [epoch u64, key u64, [index u32, ...],
//	                                 [packet <=1 KiB, ...]], as many packets as indices
//	13 KeyFor     host to member    [from u32, epoch u64, key u64, packet <=1 KiB]
//	14 Post       member to host    [epoch u64, key u64, seq u64, data <=MaxData]
//	15 Delivery   host to member    [position u64, from u32, epoch u64, key u64, seq u64,
//	                                 data <=MaxData]
//	16 Head       member to host    [epoch u64, body <=40 KiB, signature <=1 KiB]
//	17 HeadFrom   host to member    [from u32, epoch u64, body <=40 KiB, signature <=1 KiB]
//	18 Received   member to host    [position u64]
//	19 Receipt    host to sender    [seq u64, to u32, of u32]
//	20 Leave      member to host    [signature <=1 KiB]
//	21 End        host to member    [reason 1..6]
//	22 Ping       both ways         []
//	23 Unread     member to host    [position u64]
//	24 Wait       host to newcomer  []
//	25 Got        both ways         [frames u64]
//	28 Absent     host to members   [member u32, epoch u64, away 0..1]
//	29 Ways       host to members   [[way <=18, ...]], at most 8
//
//	entry      [certificate <=8 KiB, name <=256, since i64, binding 32, statement <=1 KiB]
//	departure  [identity 32, reason 1..3, signature <=1 KiB]
//
// Lists have at most 4,096 elements, those of a SenderKey 128. Members are told
// in as many frames as it takes.
//
// # What is signed or hashed
//
// These are no frames. They travel inside of OpenPGP messages and Head frames,
// or only as a hash, under the same rules:
//
//	Body      [chat 32, epoch hash 32, seq u64, previous 32, [seen u64, ...],
//	           sent i64, text <=64 KiB], at most MaxBody in all
//	HeadBody  [chat 32, epoch hash 32, seq u64, last 32, [seen u64, ...],
//	           count u64, transcript 32]
//	roster    [[identity 32, certificate hash 32, name <=256, since i64], ...]
//	          by rising identity, none twice
//
// # Trust
//
// This package says that bytes have a shape, never that they are true: a roster
// index may point at nobody, a seq may be a repeat, a certificate may be
// anything. Strings may hold control characters. Opening frames and those of
// members are told apart by whoever reads them, as is who may send which.
//
// # What a stranger can make us allocate
//
// A length over the limit or an unknown type is refused from the header alone. A
// length within it makes Reader take a buffer of 4 KiB, which doubles only when
// full. Parse walks the whole body once without allocating and finds every fault
// and every list that is too long; only then is the frame filled, by a decoder
// that is itself set to refuse the same. What that allocates is at most eight
// times what has arrived, and a few KiB: the worst is a list of small numbers,
// where a byte becomes eight.
//
// # Why so
//
//   - One encoding per value is held by a walk over the rule of each frame
//     instead of encoding anew and comparing: it costs a quarter of that and
//     comes before the first allocation. Append walks over what it wrote by the same rule, so
//     that a limit stands in one place and neither side can send what the other
//     refuses. The fuzz targets hold that both are the same.
//   - Arrays instead of maps with keys: shorter, and there is no duplicate key to
//     look for. A new field is a new version of the protocol, which the
//     transport's protocol name tells before the first frame.
//   - MaxData leaves room for the longer fields of a Delivery, and MaxBody for
//     the signature, so that no message can be posted that the host cannot pass
//     on.
package wire
