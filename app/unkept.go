package app

import (
	"errors"
	"io/fs"
	"os"
	"sync"
	"syscall"

	"realtalk/app/lang"
	"realtalk/core/profile"
)

// unkept tells the chats that are on, once, that nothing can be written to the
// profile, and once that it can again.
type unkept struct {
	dir string

	mu    sync.Mutex // guards what follows
	why   error      // of the last write; nil: it was written
	chats map[*Chat]bool
}

// begin adds a chat, which is told at once if nothing can be written now.
func (u *unkept) begin(c *Chat) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.chats == nil {
		u.chats = map[*Chat]bool{}
	}
	u.chats[c] = true
	if u.why != nil {
		c.add(u.notice(u.why))
	}
}

func (u *unkept) end(c *Chat) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.chats, c)
}

// wrote reports how a write to the profile ended, and tells whether it is to be
// made again later: an error that is not the disk's stays.
func (u *unkept) wrote(err error) (again bool) {
	if err != nil && !isDisk(err) {
		return false
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	changed := (u.why == nil) != (err == nil)
	u.why = err
	if changed {
		for c := range u.chats {
			c.add(u.notice(err))
		}
	}
	return err != nil
}

func (u *unkept) notice(err error) Notice {
	if err == nil {
		return Notice{Code: "written_again", Text: lang.Say("Real Talk can write to its folder again. What waited is kept now.")}
	}
	cause, hint := diskText(u.dir, err)
	return Notice{Code: "not_written", Text: lang.Sentences(cause,
		lang.Say("The chat goes on, and what was kept before is safe. Whom you meet now and what happens at the door is kept as soon as it can be."), hint)}
}

// isDisk tells whether an error is that of a disk or a folder, which may pass.
func isDisk(err error) bool {
	var path *fs.PathError
	var link *os.LinkError
	return errors.As(err, &path) || errors.As(err, &link) || errors.Is(err, profile.ErrGone)
}

// diskText says why nothing can be written to the profile, and what to do.
func diskText(dir string, err error) (cause, hint string) {
	switch {
	case isAny(err, diskFull):
		return lang.Say("The disk is full."), lang.Say("Free some space.")
	case isAny(err, tooManyOpen):
		return tooManyOpenText(), tooManyOpenHint()
	case errors.Is(err, profile.ErrGone):
		return lang.Say("Real Talk's folder %s is gone: it was moved or removed, or the drive with it was taken out.", dir),
			lang.Say("Put it back where it was before you end Real Talk.")
	case errors.Is(err, fs.ErrPermission), isAny(err, readOnly):
		return lang.Say("Real Talk is not allowed to write to its folder %s any more.", dir),
			lang.Say("Make the folder writable again.")
	default:
		return lang.Say("Real Talk cannot write to its folder %s: the computer says “%s”.", dir, rootCause(err)),
			lang.Say("Check the disk.")
	}
}

// rootCause is what the operating system says, without paths around it.
func rootCause(err error) error {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return errno
	}
	return err
}

func isAny(err error, these []error) bool {
	for _, e := range these {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
