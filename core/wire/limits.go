package wire

// Version is the version of the protocol that these frames belong to. The
// transport's protocol name carries it; a change to any layout is a new version.
const Version = 1

// Limits of a frame, in bytes as its length field counts them: the type byte
// and the body.
const (
	// MaxOpening holds before the password was right.
	MaxOpening = 8 << 10
	// MaxFrame holds afterwards, and is never exceeded by Append.
	MaxFrame = MaxText + 16<<10
)

// Limits of single fields, in bytes.
const (
	MaxText        = 64 << 10 // UTF-8 of one message
	MaxName        = 256      // UTF-8
	MaxCertificate = 8 << 10
	MaxStatement   = 1 << 10 // signed join statement
	MaxSignature   = 1 << 10
	MaxPacket      = 1 << 10 // a session key encrypted to one member
	MaxHead        = 60 << 10

	// MaxData is what a Post may carry: with it the Delivery made of the Post,
	// whose own fields are longer, still fits in MaxFrame.
	MaxData = MaxFrame - 64
	// MaxBody is an encoded Body. What is left up to MaxData is room for the
	// signature and the encryption around it.
	MaxBody = MaxData - 4<<10
)

// Limits of lists, in elements.
const (
	MaxEntries    = 4096 // entries, departures, lines of a roster, numbers seen
	MaxRecipients = 128  // of one SenderKey frame
	MaxWays       = 8    // of a Ways, as of an invite
)
