// Package terminal is the chat in a terminal, and the same chat as JSON lines
// for programs (--json).
//
// One conversation serves three faces:
//
//	interactive  standard input and output are both a terminal: a line editor
//	             stays in the last row, what happens is written above it
//	plain        one of them is not: lines in, lines out, no control codes
//	JSON         lines in, one JSON object a line out, nothing else there
//
// # Flow
//
// The conversation owns the chat: it alone reads Chat.Events, until they are
// closed, and it alone acts on what is typed. Input that arrives before anybody
// asked for it is held back: the first line of a pipe is the password, the next
// one waits until this user is in. An end of input does not end a plain or a
// JSON chat (a program may only want to listen), unless a password is asked for
// that nobody can give any more. Ctrl-D on an empty line ends an interactive
// one. A message of several lines is written as a terminal would hand on a paste:
// between ESC [200~ and ESC [201~.
//
// What a program or a file says waits for the chat: when 32 messages are under way,
// the next line is read when one of them has come back from the host.
//
// /quit waits, two seconds at most, until what was said before it has come back
// from the host, so that a script may say something and quit.
//
// Ctrl-C, SIGTERM and SIGHUP leave the chat (the host ends it for everybody):
// Chat.End is called and the end is awaited, 2.5 seconds at most. A second one
// leaves at once. The terminal is put back in every case.
//
// # The host's door
//
// A host's conversation has the [Door] beside the [Chat]: the blocklist and the
// list of what happened belong to the user, not to one chat, and change on disk
// and in the running chat alike. A guest has none, and is told so.
//
// The words of what happens at the door are the app's; the terminal adds what to
// type. Who joins is shown with a badge before the words (new, known, verified,
// CHANGED), so that the difference needs no colour; NO_COLOR takes the colours
// away. What belongs together is not replaced, as a window does, but written
// again: the app gathers, so that there is never much of it.
//
// A blocklist has an entry of a few lines for each address, for its nine facts do
// not fit 80 columns: address, since, until and why in columns, and below them
// who, place, network, tries before the block and note, where they are known. Its
// search wants every word somewhere in an entry, in any case.
//
// # The line editor
//
// It keeps one row and scrolls sideways, as terminal chat programs do, so that
// what it drew can always be taken away again before something is written above
// it, whatever the width of the letters and however long the line. term.Terminal
// of golang.org/x/term was tried first: it counts every rune as one column and
// wraps over several rows, which tears Chinese, emoji and long lines apart, and
// it ends the line at every line break of a paste. Here a paste of many lines is
// one message, up to 64 KiB; line breaks are drawn as a return sign. History is
// in memory only and never holds a password.
//
// # What others may do to the screen
//
// Nothing. Every text and name that comes from outside goes through [Visible] or
// [visibleName]: control characters, escape sequences, and characters that
// reorder or hide text are drawn as signs. The lines of a message after its
// first are indented, those that the terminal's width breaks too, and so are those
// of notices and answers, so that nobody can draw a line that seems to come from
// someone else. JSON lines have such characters escaped.
//
// # JSON
//
// Each line is one object with "event", "time" (RFC 3339, UTC) and:
//
//	hosting          port, password, local (join lines)
//	router           state (asking, open, not_public, refused, not_found, off), method,
//	                 internet (join lines), text, hint
//	reply            line, text, hint
//	dialing          state (trying, reached, failed), text, hint
//	passphrase_prompt  attempt (1..3), left; the next line of input is the passphrase
//	                 of the user's key, before anything else
//	password_prompt  attempt (1..3), left; the next line of input is the password
//	password_wrong   left
//	joined           chat, name, fingerprint, safety
//	member_joined    name, fingerprint, trust (new, known, verified, changed)
//	trusted          name, fingerprint, trust, text: something else is known now of
//	                 somebody who is in
//	member_left      name, fingerprint, reason (left, lost, kicked)
//	member_away      name, fingerprint, text: the connection of somebody who is in broke
//	                 and is made again; for two minutes at most, then comes member_left
//	member_back      name, fingerprint, text: it stands again
//	connection       state (lost, back), text: the same of the own connection; what is
//	                 said meanwhile, here and there, comes when it is back
//	message          id, from, fingerprint, text, sent
//	delivered        id, to, of
//	security         kind (wrong_password, disconnected, blocked, refused, unblocked,
//	                 attack), address, tries, place, owner
//	notice           code, text
//	ended            reason (host_ended, you_left, kicked, blocked, wrong_password,
//	                 unreachable, lost), text
//	error            code, text, hint
//
// Answers to commands (/who, /invite, /safety, /compare, /save ("saved"), /waiting, /blocklist, /security,
// /help, and /block and /note of an address) come as a notice whose code is the
// command's name; the others are answered by the event that they cause. The
// waiting room tells its host by the notices "asks", "asked" and "door" (the rules
// changed), and the guest by "waits". A password prompt that is answered from
// --password-file is not announced: a program that answers every prompt would say
// the password a second time, in the chat.
package terminal
