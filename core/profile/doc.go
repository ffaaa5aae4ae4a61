// Package profile keeps what Real Talk has on disk: one folder per user, with
// small files in it. It knows names and bytes and nothing of their meaning.
//
// # Layout
//
//	<dir>/              0700
//	<dir>/<name>        0600, one per Write
//	<dir>/.rt-tmp-*     0600, a write that is under way or was cut off
//	<dir>/write.lock    locked shared while somebody writes
//	<dir>/hosting.lock  locked by the one process that hosts a chat
//	<dir>/hosting       what that process announced
//	<dir>/<name>.lock   locked by who has Lock(name)
//	<dir>/<name>/       0700, one per Folder; another package's, with all in it
//	<dir>/control*      core/control's: two files and a socket
//
// A name is 1 to 64 of a-z, 0-9, "-" and ".", beginning with a letter or a
// digit, so that it means the same on every file system and never leaves the
// folder. The names in the table above, all that end with ".lock", and those
// that Windows keeps for devices are taken. A file is at most 16 MiB, read or
// written.
//
// # A write is whole or has not happened
//
// Write fills a temporary file in the same folder, syncs it, renames it over
// the old one and syncs the folder. Whenever the process is killed or the power
// fails, the file is wholly the old or wholly the new, and once Write has
// returned nil it is the new. On Windows, where a folder cannot be synced, the
// rename itself is written through.
//
// What a cut-off write leaves is swept away by the next Open. A temporary file
// that another process is just writing must stay: each writer holds write.lock
// shared, and only who gets it exclusively sweeps. Locks are those of the
// operating system (flock, LockFileEx): they die with the process, so a crash
// never leaves one behind. The lock files themselves stay.
//
// # Changing what is there
//
// Of two that read a file, change it and write it at the same time, one undoes
// what the other did, whole as every write is. Lock is for them: it gives what
// goes by a name to one at a time, among all goroutines of all processes. It
// binds only those who ask for it; Read and Write do not. Nothing is fair about
// it: who waits asks again every 5 ms, which serves people and not a crowd.
//
// # Whose folder it is
//
// A folder that Open makes, finds empty, or knows as a profile is made 0700. A
// folder with other things in it keeps its mode, since --profile may name any
// folder and shutting, say, /tmp to everybody else would do harm; it is refused
// if others may write in it, for they could put their own files in our place.
// On Windows the mode has no meaning: %LocalAppData% is the user's own already.
//
// A profile is known by write.lock, whatever else is in it: sockets and folders
// too. What Folder gives is held to the same rules.
//
// A folder that goes away while it is open (ErrGone) is not made anew: writes fail
// until it is back.
//
// What is in the folder is trusted no more than needed: sizes are bounded, and
// what is not a regular file is not read. The contents are not encrypted.
package profile
