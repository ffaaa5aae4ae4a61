// Package lang says in the user's language what the program says in English.
//
// The English sentence is the key to its translations, so that the code reads as
// the screen does. What is said is a whole sentence with its parameters, never
// pieces glued together; parameters are fmt verbs, which a translation may take
// in another order ("%[2]s"). A sentence with a number has the plural forms that
// Unicode's CLDR gives its language. The files words/*.json are in the format of
// github.com/nicksnyder/go-i18n, one for each language but English. Of a sentence
// that a file does not have the English one is said; a test finds those, and what
// nobody says any more.
//
// Fyne's package lang is that library, too, but it follows the system alone: a
// language cannot be chosen, and package app, which words most of what happens,
// knows no Fyne. So the window tells this package what Fyne found out of the
// system. A terminal speaks English, as its scripts expect.
//
// The language is one for the process, as is time.Local. All functions may be
// called from any goroutine.
package lang
