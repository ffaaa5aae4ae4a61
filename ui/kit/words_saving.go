package kit

import "time"

// Saving what was said.
const (
	WordSaveChat   = "Save…"
	SavingTitle    = "Save the conversation"
	SavingLead     = "Nothing of a chat is kept on this computer unless you save it. The others are not told."
	SavingText     = "Readable by anybody who gets the file"
	SavingTextHow  = "Plain text, for your own use."
	SavingKey      = "Only with your key"
	SavingKeyHow   = "The file is locked: only a program that has your key opens it. This is for people who brought a key of their own."
	WordSaveText   = "Save as text"
	WordSaveLocked = "Save locked"
)

// SavedText proposes a name for a file that everybody can read.
func SavedText(now time.Time) string { return sentence("Real Talk %s.txt", fileDay(now)) }

// SavedLocked proposes a name for a locked file.
func SavedLocked(now time.Time) string { return sentence("Real Talk %s.asc", fileDay(now)) }

// fileDay gives a date that files are sorted by.
func fileDay(t time.Time) string { return t.Local().Format("2006-01-02") }
