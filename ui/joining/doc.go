// Package joining holds the views of somebody who comes into a chat: the box
// for what they were sent (Paste), the chats of this network (Nearby) and those
// that the user was in (Recents), the wait (Wait), the password (Password), what is
// said when it did not work (Failure), and the line to send back to a host who
// cannot be reached (Reply). They know no backend: what the user does comes out
// through the OnX fields, what is to be shown goes in through methods, all on the
// user interface's goroutine.
package joining
