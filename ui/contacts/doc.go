// Package contacts holds the views of the people whom the user has met: the
// list of them (List) and what is known of one (Card). They know no backend:
// what the user does comes out through the OnX fields, what is to be shown goes
// in through methods, all on the user interface's goroutine.
//
// The list makes only the rows in view, however many people there are, and can
// be searched from a number on at which that is of use. What the user calls
// somebody stands first, and the name that they go by themselves is said below
// it; the badge stands outside of both. Names come from others and go through
// kit.Name, notes through kit.Text.
package contacts
