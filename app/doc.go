// Package app is one running Real Talk, for a window and a terminal alike:
// what the user asks for comes in as calls, what the user should see goes out
// as Events, plain structs with the fields of the --json contract. It owns the
// lifecycle and is the one place where an error becomes a sentence for a
// person, with a hint what to do.
package app
