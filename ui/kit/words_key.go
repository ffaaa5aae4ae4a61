package kit

import "realtalk/app/lang"

// The passphrase that is asked for at the start.

func UnlockTitle() string { return lang.Say("Passphrase") }

func UnlockLead() string     { return lang.Say("Your key is locked with a passphrase. Type it to begin.") }
func UnlockWait() string     { return lang.Say("Opening your key…") }
func WordUnlock() string     { return lang.Say("Unlock") }
func WordForgotten() string  { return lang.Say("I have forgotten it") }
func WordPassphrase() string { return lang.Say("Passphrase") }
func ForgottenTitle() string { return lang.Say("Begin with a new identity?") }
func ForgottenText() string {
	return lang.Say("Without the passphrase nobody can open your key, not even you. A new identity replaces it: people who know you see a warning the next time, and what you saved with “Only with your key” cannot be opened any more.")
}
func WordNewIdentity() string { return lang.Say("New identity") }

// Setting a passphrase.

func PassphraseTitle() string { return lang.Say("Set a passphrase") }

func PassphraseHow() string {
	return lang.Say("It is asked each time Real Talk starts. Whoever takes this computer cannot use your identity without it. Several words are best.")
}

func PassphraseLost() string {
	return lang.Say("If you forget it nobody can open your key, not even you.")
}
func PassphraseAgain() string { return lang.Say("The same once more") }
func PassphraseDiffer() string {
	return lang.Say("The two are not the same. Please type both once more.")
}
func PassphraseNone() string { return lang.Say("Please type a passphrase first.") }
func PassphraseWait() string { return lang.Say("Locking your key…") }
func PassphraseSet() string {
	return lang.Say("Your passphrase is set. It is asked at the next start.")
}
func PassphraseOff() string      { return lang.Say("Your key has no passphrase any more.") }
func PassphraseOffTitle() string { return lang.Say("Take the passphrase away?") }
func PassphraseOffText() string {
	return lang.Say("Whoever can use this computer as you can then use your identity too.")
}
func WordTakeAway() string { return lang.Say("Take it away") }
