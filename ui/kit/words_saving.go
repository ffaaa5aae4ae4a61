package kit

import "realtalk/app/lang"

import "time"

// Saving what was said.

func WordSaveChat() string { return lang.Say("Save…") }
func SavingTitle() string  { return lang.Say("Save the conversation") }
func SavingLead() string {
	return lang.Say("Nothing of a chat is kept on this computer unless you save it. The others are not told.")
}
func SavingText() string    { return lang.Say("Readable by anybody who gets the file") }
func SavingTextHow() string { return lang.Say("Plain text, for your own use.") }
func SavingKey() string     { return lang.Say("Only with your key") }
func SavingKeyHow() string {
	return lang.Say("The file is locked: only a program that has your key opens it. This is for people who brought a key of their own.")
}
func WordSaveText() string   { return lang.Say("Save as text") }
func WordSaveLocked() string { return lang.Say("Save locked") }

// SavedText proposes a name for a file that everybody can read.
func SavedText(now time.Time) string { return lang.Say("Real Talk %s.txt", fileDay(now)) }

// SavedLocked proposes a name for a locked file.
func SavedLocked(now time.Time) string { return lang.Say("Real Talk %s.asc", fileDay(now)) }

// fileDay gives a date that files are sorted by.
func fileDay(t time.Time) string { return t.Local().Format("2006-01-02") }
