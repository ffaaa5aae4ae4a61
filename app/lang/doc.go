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
// # Fonts
//
// Fyne brings letters of Latin, Greek and Cyrillic. For Arabic, Hindi, Chinese and
// Japanese it takes those of the system, which Windows and macOS have; of Linux the
// packages are called fonts-noto-core and fonts-noto-cjk in Debian. A letter that
// no font has is shown as U+FFFD. Between the Chinese and the Japanese shape of a
// character the system's own language decides.
//
// # From right to left
//
// Fyne 2.8 shapes Arabic and joins its letters, but puts what is of one direction
// after each other from left to right, mirrors no layout, and begins lines on the
// left. So ui/kit breaks paragraphs into lines, turns these and the labels of
// buttons, and sets them to the right, see LineRightToLeft. What stays: buttons and
// fields are where they are in English, and in rows of lists, in what is typed and
// in messages a number or a name stands on the left of what follows it.
//
// The language is one for the process, as is time.Local. All functions may be
// called from any goroutine.
package lang
