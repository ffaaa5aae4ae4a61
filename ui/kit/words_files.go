package kit

// Choosing a file.
const (
	WordUp        = "Up"
	WordReplace   = "Replace"
	SaveTitle     = "Save a file"
	SaveName      = "Name of the file"
	OpenTitle     = "Choose a file"
	NothingHere   = "There is no file of this kind in this folder."
	ReplaceText   = "What is in it now is lost."
	NotSavedHint  = "Choose another folder, or make room on the disk."
	NotOpenedHint = "Look whether it is still there, and whether you may read it."
)

// ReplaceTitle asks before a file is written over.
func ReplaceTitle(file string) string { return sentence("Replace %s?", file) }

// Exported tells where something was written.
func Exported(file string) string { return sentence("Saved as %s.", file) }

// NotSaved tells that a file could not be written.
func NotSaved(file string) string { return sentence("The file %s could not be written.", file) }

// NotOpened tells that a file could not be read.
func NotOpened(file string) string { return sentence("The file %s could not be read.", file) }

// NotRead tells that a folder could not be read.
func NotRead(folder string) string { return sentence("The folder %s could not be read.", folder) }
