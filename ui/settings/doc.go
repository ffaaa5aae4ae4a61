// Package settings holds the view of what a user can set (View): what the
// desktop may show, how a hosted chat begins, and the lists that say where an
// address is; and that of fetching a newer list (Update), which says first what
// comes from where, then how much has come, then what became of it. They know
// no backend: what the user does comes out through the OnX fields, what is to
// be shown goes in through methods, all on the user interface's goroutine.
//
// A switch takes effect at once; there is nothing to be confirmed but what
// deletes or fetches. What few people need is folded away below “Advanced”.
package settings
