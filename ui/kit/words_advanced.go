package kit

import "realtalk/app/lang"

// The Advanced view, for people who know what a key is. These words may use the
// terms that others on screen must not.

func WordYourKey() string { return lang.Say("Your key…") }
func KeyTitle() string    { return lang.Say("Your key") }
func KeyLead() string {
	return lang.Say("An OpenPGP key is your identity. The others recognise you by it.")
}
func KeyLabelNumber() string  { return lang.Say("Fingerprint") }
func KeyLabelOpenPGP() string { return lang.Say("OpenPGP (GPG)") }
func KeyLabelKept() string    { return lang.Say("Kept") }
func KeyInStore() string      { return lang.Say("in this computer’s key store") }
func KeyInFile() string       { return lang.Say("in a file that only you can read") }
func KeyUnderPhrase() string  { return lang.Say("in a file, locked with your passphrase") }
func KeyNotForward() string {
	return lang.Say("This key came without its main part. For want of that, all chats are locked with its lasting encryption key: whoever gets hold of the key later can read recordings of them. A whole key, or a new identity, is better.")
}

func KeyBusy() string {
	return lang.Say("Your key is in use while a chat is on. End the chat to change it.")
}
func WordSetPhrase() string    { return lang.Say("Set a passphrase…") }
func WordChangePhrase() string { return lang.Say("Change the passphrase…") }
func WordRemovePhrase() string { return lang.Say("Take the passphrase away…") }
func WordExportKey() string    { return lang.Say("Save the public key…") }
func WordImportKey() string    { return lang.Say("Use a GPG key of your own…") }
func WordNewKey() string       { return lang.Say("New identity…") }
func ImportTitle() string      { return lang.Say("Use a GPG key of your own") }
func ImportHow() string {
	return lang.Say("Choose a secret key that GnuPG exported: Ed25519 with Curve25519, or RSA of 2048 to 4096 bits.")
}

func ImportMeans() string {
	return lang.Say("It takes the place of your key of now, which is deleted. People who know you see a warning that you have changed, and what you saved with “Only with your key” before cannot be opened with the new one. The name and the mail address in the key can be seen by whom you chat with.")
}
func WordChooseFile() string { return lang.Say("Choose the file…") }
func ImportAsk() string {
	return lang.Say("The key in this file has a passphrase. Type it so that Real Talk can use the key.")
}
func ImportKeyWait() string    { return lang.Say("Opening the key…") }
func ImportKeyDone() string    { return lang.Say("Your own key is in use now.") }
func NewIdentityTitle() string { return lang.Say("Begin with a new identity?") }
func NewIdentityText() string {
	return lang.Say("A new key takes the place of the one of now, which is deleted. People who know you see a warning that you have changed. What you saved with “Only with your key” cannot be opened any more.")
}
func NewIdentityDone() string { return lang.Say("You have a new identity.") }
func SettingsKey() string     { return lang.Say("Your key") }
func SettingsKeyHow() string {
	return lang.Say("What the others recognise you by: look at it, lock it with a passphrase, or use one of your own.")
}
func SettingsPeople() string    { return lang.Say("People") }
func SettingsPeopleHow() string { return lang.Say("Whom you have met, and what you call them.") }

// KeyFile is the name of the file that the public key is saved in.
const KeyFile = "real-talk-public-key.asc"

// The port.

func SettingsPort() string { return lang.Say("Port to host on") }

func SettingsPortHow() string {
	return lang.Say("A number from 1 to 65535, for your next chat. Leave it empty for a free one.")
}
func SettingsPortKept() string { return lang.Say("Your next chat uses it.") }
