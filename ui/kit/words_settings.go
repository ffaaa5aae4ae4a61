package kit

import (
	"strconv"
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

// You, and how it looks.

func SettingsYou() string { return lang.Say("You") }

func SettingsNameHow() string {
	return lang.Say("The others see this name in the next chat that you host or join.")
}
func SettingsNameKept() string { return lang.Say("Your name is kept.") }
func SettingsLook() string     { return lang.Say("Look and language") }
func SettingsColours() string  { return lang.Say("Colours") }
func ColoursSystem() string    { return lang.Say("As this computer has them") }
func ColoursLight() string     { return lang.Say("Light") }
func ColoursDark() string      { return lang.Say("Dark") }
func SettingsTextSize() string { return lang.Say("Size of the text") }
func SettingsLanguage() string { return lang.Say("Language") }
func LanguageSystem() string   { return lang.Say("As this computer has it") }
func SettingsEnter() string    { return lang.Say("Enter begins a new line") }
func SettingsEnterHow() string {
	return lang.Say("Shift and Enter together send the message then. Without this it is the other way round.")
}

// Languages are those to choose from, each by its tag and in its own letters.
func Languages() (tags, names []string) {
	for _, c := range lang.Choices() {
		tags, names = append(tags, c.Tag), append(names, c.Name)
	}
	return tags, names
}

// SizeOf names a size of the text, in percent of the usual one, which is 0.
func SizeOf(percent int) string {
	if percent == 0 {
		return lang.Say("Usual")
	}
	return lang.Say("%s of the usual size", strconv.Itoa(percent)+" %")
}

// What the desktop tells.

func SettingsNotices() string { return lang.Say("Notices of the desktop") }

func SettingsNotifyMessages() string {
	return lang.Say("Tell me about new messages")
}
func SettingsNotifyMessagesHow() string { return lang.Say("While this window is not in front.") }
func SettingsNotifyDoor() string        { return lang.Say("Tell me who is at the door of my chat") }
func SettingsNotifyDoorHow() string {
	return lang.Say("Wrong passwords, blocked addresses, who asks to come in and who joined. The list of security notices has them in any case.")
}

// While a chat is hosted, and the way into it.

func SettingsClosing() string { return lang.Say("When you close the window during a chat") }
func ClosingAsks() string     { return lang.Say("Ask me each time") }
func ClosingKeeps() string    { return lang.Say("The chat stays open") }
func ClosingEnds() string     { return lang.Say("The chat ends") }
func SettingsAwake() string   { return lang.Say("Keep this computer awake while you host") }
func SettingsAwakeHow() string {
	return lang.Say("When it falls asleep, nobody can write to each other until it wakes up.")
}
func SettingsBattery() string    { return lang.Say("On battery, too") }
func SettingsBatteryHow() string { return lang.Say("That empties it faster.") }
func SettingsAutostart() string  { return lang.Say("Start with this computer") }
func SettingsAutostartHow() string {
	return lang.Say("Real Talk waits among the small icons of your desktop when you have logged in.")
}
func SettingsNetwork() string { return lang.Say("Network") }
func SettingsRouter() string  { return lang.Say("Let people in from the Internet") }
func SettingsRouterHow() string {
	return lang.Say("Real Talk asks your router for that while you host, and looks for chats on your own network. Without it, it asks nobody and only people on the same network come in. This holds for your next chat.")
}

// About Real Talk.

func SettingsAbout() string  { return lang.Say("About Real Talk") }
func WordPromises() string   { return lang.Say("What it promises…") }
func WordLicences() string   { return lang.Say("Whose work is in it…") }
func AboutLead() string      { return lang.Say("Private chat, straight from computer to computer.") }
func PromisesTitle() string  { return lang.Say("What Real Talk promises") }
func LicencesTitle() string  { return lang.Say("Whose work is in Real Talk") }
func LicencesSearch() string { return lang.Say("Search") }
func LicencesNothing() string {
	return lang.Say("Nothing in Real Talk is called so.")
}

// AboutVersion names the version.
func AboutVersion(version string) string { return lang.Say("Version %s", version) }

// Promises are those of the README, for people who do not read it.
func Promises() []string {
	return []string{
		lang.Say("Someone on the network between you cannot read, change, repeat or reorder what you say, nor try passwords on what was recorded."),
		lang.Say("Someone who knows your address but not the password gets at most six tries, and you hear of it."),
		lang.Say("Who joins later cannot read what was said before, even with a recording of everything that passed."),
		lang.Say("The host passes messages on, but cannot write in your name, show two people different chats, or let in a reader without the list on your screen changing."),
		lang.Say("Whoever steals your computer after a chat has ended finds nothing that was said in it, unless you saved it."),
	}
}

// PromisesNot is what no promise covers.
func PromisesNot() string {
	return lang.Say("What it does not hide: the host sees the guests’ addresses, and the guests see the host’s. Everybody in a chat can copy what they read. No expert from outside has examined Real Talk yet.")
}

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
