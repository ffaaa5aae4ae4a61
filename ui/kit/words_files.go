package kit

import "realtalk/app/lang"

// Choosing a file.

func WordUp() string       { return lang.Say("Up") }
func WordReplace() string  { return lang.Say("Replace") }
func SaveTitle() string    { return lang.Say("Save a file") }
func SaveName() string     { return lang.Say("Name of the file") }
func OpenTitle() string    { return lang.Say("Choose a file") }
func NothingHere() string  { return lang.Say("There is no file of this kind in this folder.") }
func ReplaceText() string  { return lang.Say("What is in it now is lost.") }
func NotSavedHint() string { return lang.Say("Choose another folder, or make room on the disk.") }
func NotOpenedHint() string {
	return lang.Say("Look whether it is still there, and whether you may read it.")
}

// ReplaceTitle asks before a file is written over.
func ReplaceTitle(file string) string { return lang.Say("Replace %s?", file) }

// Exported tells where something was written.
func Exported(file string) string { return lang.Say("Saved as %s.", file) }

// NotSaved tells that a file could not be written.
func NotSaved(file string) string { return lang.Say("The file %s could not be written.", file) }

// NotOpened tells that a file could not be read.
func NotOpened(file string) string { return lang.Say("The file %s could not be read.", file) }

// NotRead tells that a folder could not be read.
func NotRead(folder string) string { return lang.Say("The folder %s could not be read.", folder) }
