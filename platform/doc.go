// Package platform is what differs between operating systems: where a program
// keeps its files, what the person at the computer is called, whether a window
// can be shown, how the desktop shows something beside it, where a secret is kept,
// and what keeps the computer awake. It knows nothing of chats, and only a Notifier and a KeyStore hold state.
//
// ProfileDir follows each system's custom: the XDG base directory specification
// 0.8 on Linux and the BSDs, Application Support on macOS, the local (not the
// roaming) application data on Windows, since an identity belongs to one
// computer. It makes nothing.
//
// AccountName is a first guess that the user may change. It becomes visible to
// others, so it is the first word alone, not the whole name of the account.
//
// HasDisplay looks before a window is opened, for opening one with no display
// ends the program. DISPLAY and WAYLAND_DISPLAY outlive the display that they
// name (in tmux, screen, sudo and old ssh sessions), so what counts is that
// something takes the connection. The forms of DISPLAY are those of X(7) and
// of libxcb: [host]:number[.screen], unix:number, and the path of a socket.
// Windows and macOS always have a display as far as it can be told from here.
//
// A Notifier shows notices by the Desktop Notifications Specification 1.2 on
// Linux and the BSDs, over a connection of its own to the session bus, because
// what window toolkits offer neither replaces a notice nor hears a click. Titles
// and bodies may hold what strangers typed: they are bounded, and never markup.
// The service numbers its notices. The numbers are forgotten with the service
// and with the bus, or a click on another program's notice could count as one
// on ours. Whoever can speak on the session bus acts as this user already;
// nothing defends against that. On other systems a Notifier shows nothing.
//
// A KeyStore keeps small secrets where the operating system keeps passwords: the
// Secret Service of the desktop on Linux and the BSDs, the login keychain on
// macOS, the Credential Manager on Windows, all by go-keyring. It opens when its
// owner logs in, so it helps against who has the disk and against other accounts
// of this computer. It does not help against programs of the same account: any
// of them may read the session bus and the Credential Manager, and what macOS's
// security command wrote, that command reads for everybody who runs it. There
// the secret goes to the command by a pipe, not in its arguments.
//
// go-keyring waits for ever when a locked store asks its owner, panics when the
// bus ends meanwhile, says that it kept a secret also when the owner refused,
// and starts a bus where there is none. So a bus is looked for first, each call
// has a goroutine and 20 seconds, and who sets a secret is told to read it back.
//
// KeepAwake asks the system not to sleep by itself: logind and, where a desktop
// counts its own idle time, its session on Linux; a power request on Windows;
// caffeinate on macOS. A closed lid or a person who chooses to sleep still wins.
//
// SetAutostart writes what each desktop reads at login: an XDG autostart entry, a
// value of the registry's Run key, a launch agent. SetBadge sends what launchers
// of Unity's kind draw (com.canonical.Unity.LauncherEntry); elsewhere it does
// nothing. FirewallAsks reads the rules of Windows' firewall and asks nobody.
//
// A program of Windows is built either for a console or for a window, and one for
// a window has no streams. AttachConsole takes those of the console that it was
// started from. The shell does not wait for such a program, so its prompt may
// stand above what is printed.
//
// HasTray asks for a StatusNotifierWatcher with a host. A program whose window
// goes to a tray that nobody shows could not be reached any more.
package platform
