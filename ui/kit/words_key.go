package kit

// The passphrase that is asked for at the start.
const (
	UnlockTitle     = "Passphrase"
	UnlockLead      = "Your key is locked with a passphrase. Type it to begin."
	UnlockWait      = "Opening your key…"
	WordUnlock      = "Unlock"
	WordForgotten   = "I have forgotten it"
	WordPassphrase  = "Passphrase"
	ForgottenTitle  = "Begin with a new identity?"
	ForgottenText   = "Without the passphrase nobody can open your key, not even you. A new identity replaces it: people who know you see a warning the next time, and what you saved with “Only with your key” cannot be opened any more."
	WordNewIdentity = "New identity"
)

// Setting a passphrase.
const (
	PassphraseTitle    = "Set a passphrase"
	PassphraseHow      = "It is asked each time Real Talk starts. Whoever takes this computer cannot use your identity without it. Several words are best."
	PassphraseLost     = "If you forget it nobody can open your key, not even you."
	PassphraseAgain    = "The same once more"
	PassphraseDiffer   = "The two are not the same. Please type both once more."
	PassphraseNone     = "Please type a passphrase first."
	PassphraseWait     = "Locking your key…"
	PassphraseSet      = "Your passphrase is set. It is asked at the next start."
	PassphraseOff      = "Your key has no passphrase any more."
	PassphraseOffTitle = "Take the passphrase away?"
	PassphraseOffText  = "Whoever can use this computer as you can then use your identity too."
	WordTakeAway       = "Take it away"
)
