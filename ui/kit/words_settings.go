package kit

import (
	"fmt"
	"time"
)

// The settings.
const (
	WordSettings       = "Settings"
	SettingsHide       = "Hide details in notices of the desktop"
	SettingsHideHint   = "While this window is not in front, the desktop tells you what happened, but no name, address or place. Others may see your screen."
	SettingsChats      = "When you host a chat"
	SettingsListsTitle = "Where people are"
	SettingsListsHow   = "Real Talk looks addresses up in lists on this computer. Nobody is asked, and nothing is fetched by itself."
	SettingsAdvanced   = "Advanced"
	WordImportList     = "Import…"
	WordUpdateList     = "Update…"
	WordResetLists     = "Use the built-in list again"
	WordUpdate         = "Fetch it now"
	WordKeepSources    = "Save"
	SourcesTitle       = "Where updates come from"
	SourcesHow         = "One web address a line. Leave this empty for the usual source."
	SourcesKept        = "Saved."
)

// The lists of addresses.
const (
	ListOwn     = "Your own"
	ListBuiltIn = "Built in"
	ListPlace   = "Places"
	ListOwner   = "Network owners"
	ListBoth    = "Places and network owners"
	ListsNone   = "There is no list: places are not known."
	ResetTitle  = "Use the built-in list again?"
	ResetText   = "The lists that you imported or fetched are deleted."
	ResetDone   = "The built-in list is in use again."
	UpdateTitle = "Update the address list"
	UpdateWait  = "Fetching…"
	UpdateDone  = "The new address list is in use."
	ImportWait  = "Checking the file…"
	ImportDone  = "The list is in use."
)

// ListDate tells of when a list is.
func ListDate(t time.Time) string { return sentence("of %s", Day(t)) }

// UpdateDoneOf tells how much of a fetch is done.
func UpdateDoneOf(done, total int64) string {
	if total <= 0 {
		return fmt.Sprintf("%s so far", megabytes(done))
	}
	return fmt.Sprintf("%s of %s", megabytes(done), megabytes(total))
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
