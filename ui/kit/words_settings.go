package kit

import (
	"time"

	"realtalk/app/lang"
)

// The settings.

func WordSettings() string { return lang.Say("Settings") }
func SettingsHide() string { return lang.Say("Hide details in notices of the desktop") }
func SettingsHideHint() string {
	return lang.Say("While this window is not in front, the desktop tells you what happened, but no name, address or place. Others may see your screen.")
}
func SettingsChats() string      { return lang.Say("When you host a chat") }
func SettingsListsTitle() string { return lang.Say("Where people are") }
func SettingsListsHow() string {
	return lang.Say("Real Talk looks addresses up in lists on this computer. Nobody is asked, and nothing is fetched by itself.")
}
func SettingsAdvanced() string { return lang.Say("Advanced") }
func WordImportList() string   { return lang.Say("Import…") }
func WordUpdateList() string   { return lang.Say("Update…") }
func WordResetLists() string   { return lang.Say("Use the built-in list again") }
func WordUpdate() string       { return lang.Say("Fetch it now") }
func WordKeepSources() string  { return lang.Say("Save") }
func SourcesTitle() string     { return lang.Say("Where updates come from") }
func SourcesHow() string {
	return lang.Say("One web address a line. Leave this empty for the usual source.")
}
func SourcesKept() string { return lang.Say("Saved.") }

// The lists of addresses.

func ListOwn() string     { return lang.Say("Your own") }
func ListBuiltIn() string { return lang.Say("Built in") }
func ListPlace() string   { return lang.Say("Places") }
func ListOwner() string   { return lang.Say("Network owners") }
func ListBoth() string    { return lang.Say("Places and network owners") }
func ListsNone() string   { return lang.Say("There is no list: places are not known.") }
func ResetTitle() string  { return lang.Say("Use the built-in list again?") }
func ResetText() string   { return lang.Say("The lists that you imported or fetched are deleted.") }
func ResetDone() string   { return lang.Say("The built-in list is in use again.") }
func UpdateTitle() string { return lang.Say("Update the address list") }
func UpdateWait() string  { return lang.Say("Fetching…") }
func UpdateDone() string  { return lang.Say("The new address list is in use.") }
func ImportWait() string  { return lang.Say("Checking the file…") }
func ImportDone() string  { return lang.Say("The list is in use.") }

// ListDate tells of when a list is.
func ListDate(t time.Time) string { return lang.Say("of %s", Day(t)) }

// UpdateDoneOf tells how much of a fetch is done.
func UpdateDoneOf(done, total int64) string {
	if total <= 0 {
		return lang.Say("%s so far", megabytes(done))
	}
	return lang.Say("%s of %s", megabytes(done), megabytes(total))
}

func megabytes(n int64) string { return lang.Say("%.1f MB", float64(n)/1e6) }
