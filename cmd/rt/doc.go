// Command rt is Real Talk: private chat between people, straight from computer
// to computer.
//
// It picks the window or the terminal, hands them the app, and turns the end
// into an exit status. Built with cgo it has the window (package ui); without, or
// with the tag ci, it is the terminal program and needs no C header. Where it
// has a window but no display, it says so and goes on in the terminal.
//
//	rt                          the app; without a window: host
//	rt ADDRESS PORT             join; also ADDRESS:PORT, [v6]:PORT, rt:ADDRESS:PORT, an invite
//	rt host                     straight to hosting
//	rt nearby                   the chats on this network
//	rt blocklist [SEARCH | add ADDRESS | remove ADDRESS | note ADDRESS TEXT | export [FILE] | import FILE]
//	rt security [export [FILE] | clear]
//	rt geo [ADDRESS... | status | import FILE... | update | reset]
//	rt key [export | import FILE | new | passphrase]
//	rt contacts [rename NAME ALIAS | note NAME TEXT | forget NAME]
//	rt version
//
// An address may also come as a link, rt:ADDRESS:PORT or rt://ADDRESS:PORT, with
// %5B and the like as browsers write them; a desktop that opens such links calls
// "rt LINK". With --hidden the window starts in the tray; a run that has no
// window is an error then, for it is made for the start at login.
//
// One process has the window of a profile. A second "rt", "rt host" or "rt ADDRESS
// PORT" hands what it was started for to that one (app.Instance), as a JSON
// object: {"host":true}, {"join":"LINE"}, {"hidden":true} or {}. It goes through
// the parser of the command line on both sides. Flags, a password file above all,
// are never handed over, and the terminal and --json neither hand over nor take.
//
// Exit status: 0 ended in order; 1 error; 2 usage; 3 could not reach; 4 wrong
// password, disconnected; 5 blocked.
//
// A password or a passphrase is never taken from the command line, where every
// user of the computer can read it: it is typed, or comes from --password-file or
// --passphrase-file.
package main
