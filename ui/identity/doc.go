// Package identity holds the views of the user's own key: the question for its
// passphrase at the start (Unlock), what is known of it and what can be done
// (Key), and the forms that take a passphrase, to be set (NewPhrase) or to open a
// key (Passphrase). They know no backend: what the user does comes out through
// the OnX fields, what is to be shown goes in through methods, all on the user
// interface's goroutine.
//
// A passphrase is taken out of its field when it is handed on, and what checks
// it takes a moment by design: a form waits, and answers nothing, until it is
// told what became of it.
package identity
