package platform

import "time"

// Notice is what the desktop shows beside its windows, usually in a corner of
// the screen. A title of more than 100 and a body of more than 1,000 characters
// are cut; both are plain text, whatever they look like.
type Notice struct {
	About  string // a later notice about the same replaces this one; "": stands alone
	Title  string
	Body   string
	Urgent bool // stays until it was seen, where the desktop has such a thing
}

// deskPatience is how long the desktop may take to answer. Nobody waits for it
// with something else to do; it may have to start its notification service.
const deskPatience = 2 * time.Second
