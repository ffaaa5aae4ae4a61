// Package control lets another program of the same user reach the one that
// hosts a chat, so that "rt blocklist remove" in a second terminal changes the
// chat that runs. It carries one request and one answer, and knows nothing of
// their meaning.
//
// # Layout
//
//	<dir>/control        0600, the path of the socket, 1 to 100 bytes
//	<dir>/control.new    that file on its way, or cut off on it
//	<dir>/control.sock   0600, the socket
//	<temp>/rt-control-*  0700, a folder that holds control.sock instead
//
// dir is the folder of a profile. The address of a Unix socket has room for
// 104 bytes on macOS and 108 on Linux and Windows; a folder whose socket would
// have a path of more than 100 bytes gets it in a fresh folder of its own under
// os.TempDir. Call always takes the path from the file, so there is one way to
// the socket and not two. The file replaces an older one in one step, and
// before Serve returns.
//
// The caller of Serve holds the profile's right to host, so nobody else serves
// in that folder, and what Serve finds there was left by a host that was
// killed. Serve removes it. For Call, too, such a socket is nobody: the system
// refuses connections to it.
//
// # One connection
//
//	server  1 byte, 1: it takes the request
//	client  4 bytes, big-endian length, and the request
//	server  4 bytes, big-endian length, and the answer
//
// A message is at most MaxMessage bytes. It is read in steps, so that memory is
// spent on bytes that came and never on a length that was announced.
//
// The server works on 8 connections at a time; more wait in the queue of the
// system, which is 128 long on macOS, and refuses what is beyond it. A client
// has 5 s from the first byte to send its request and 5 s to take the answer,
// and nobody waits for it longer. The client waits for the server as long as
// its context allows, since others may be before it.
//
// The first byte is there for what ErrNobody promises: no request was sent, so
// none was carried out, and the caller may do the thing itself or ask again.
// Without that byte, who was still in the queue when the host ended could not
// tell whether its request was read. After it, an error leaves that open.
//
// # Whom it trusts
//
// Every program of the user that runs the host, as with any of that user's
// files. Others are kept out by the mode of the folder, and of the socket. On
// Linux either side also asks the system for the user at the other end
// (SO_PEERCRED, unix(7)), so that a folder with a wrong mode opens no door: a
// stranger's connection is closed unread, and a stranger's server gets no
// request and is ErrForeign. The superuser is such a stranger too. Other
// systems rely on the folder: Windows on the rights that it inherits from
// %LocalAppData%, macOS on its mode.
//
// Windows has Unix sockets since version 10, build 17063.
package control
