package app

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"time"

	"realtalk/app/lang"
	"realtalk/core"
	"realtalk/core/contacts"
	"realtalk/core/pgp"
	"realtalk/core/profile"
	"realtalk/core/wire"
)

// explain gives the sentence for an error, as a *Trouble; nil stays nil.
func explain(err error) error {
	if err == nil {
		return nil
	}
	return asTrouble(err)
}

// asTrouble finds the words for an error.
func asTrouble(err error) *Trouble {
	var t *Trouble
	if errors.As(err, &t) {
		return t
	}
	var hosted *profile.HostedError
	if errors.As(err, &hosted) {
		return hostedElsewhere(hosted, err)
	}
	var refused *core.RefusedError
	if errors.As(err, &refused) {
		return refusedBy(refused, err)
	}
	for _, k := range known() {
		if errors.Is(err, k.err) {
			return &Trouble{Code: k.code, Text: k.text, Hint: k.hint, err: err}
		}
	}
	for _, s := range ofSystem() {
		if isAny(err, s.errs) {
			return &Trouble{Code: s.code, Text: s.text, Hint: s.hint, err: err}
		}
	}
	return &Trouble{
		Code: "unexpected", Text: lang.Say("Something went wrong that Real Talk has no words for: %s.", err),
		Hint: lang.Say("Try once more. If it stays, report it with this text."), err: err,
	}
}

func hostedElsewhere(h *profile.HostedError, err error) *Trouble {
	t := &Trouble{
		Code: "hosting_already", Text: lang.Say("You are hosting a chat on this computer already."),
		Hint: lang.Say("Go on in that one, or end it first."), err: err,
	}
	if h.Where != "" {
		t.Text = lang.Say("You are hosting a chat on this computer already, at rt %s.", h.Where)
	}
	return t
}

func refusedBy(r *core.RefusedError, err error) *Trouble {
	w, ok := refusals()[r.Code]
	if !ok {
		w = refusals()[wire.RefusedMalformed]
	}
	return &Trouble{Code: w.code, Text: w.text, Hint: w.hint, err: err}
}

// textTampered is told when the contacts are not as they were written.
func textTampered() string {
	return lang.Say("The list of people you have met was changed by something other than Real Talk, or is damaged. It was put aside, and everybody is new to you again.")
}

// explainImport finds the words for a key that cannot be taken.
func explainImport(err error) error {
	for _, k := range keys() {
		if errors.Is(err, k.err) {
			return &Trouble{Code: k.code, Text: k.text, Hint: k.hint, err: err}
		}
	}
	return &Trouble{
		Code: "key_unusable", Text: lang.Say("This key cannot be used: %s.", strings.TrimPrefix(err.Error(), pgp.ErrIdentity.Error()+": ")),
		Hint: lang.Say("Use an Ed25519 key, or an RSA key of 2048 to 4096 bits, exported with: gpg --export-secret-keys"), err: err,
	}
}

// keys are the errors of a key that is imported, with one sentence each.
func keys() []worded {
	return []worded{
		{pgp.ErrLocked, wording{"key_locked", lang.Say("This key has a passphrase."), lang.Say("Type it to open the key.")}},
		{pgp.ErrPassphrase, wording{"wrong_passphrase", lang.Say("This passphrase does not open the key."), lang.Say("Type it again.")}},
		{pgp.ErrRevoked, wording{"key_revoked", lang.Say("This key was revoked, so nobody should trust it any more."), lang.Say("Use another key.")}},
		{pgp.ErrExpired, wording{"key_expired", lang.Say("This key has expired."), lang.Say("Give it more time with gpg --quick-set-expire, export it again, and import that.")}},
		{pgp.ErrNoPrimary, wording{"key_incomplete", lang.Say("This file does not hold what is needed to sign and to decrypt."), lang.Say("Export the key where its secret is, with gpg --export-secret-keys.")}},
		{pgp.ErrPublicKey, wording{"key_public", lang.Say("This is a public key, but a secret one is needed."), lang.Say("Export it with gpg --export-secret-keys.")}},
		{pgp.ErrSeveralKeys, wording{"key_several", lang.Say("There is more than one key in this file."), lang.Say("Export the one that you want to use.")}},
		{pgp.ErrTooLong, wording{"key_too_large", lang.Say("This file is too large to be a key."), lang.Say("Export the one key that you want to use.")}},
	}
}

type wording struct{ code, text, hint string }

// worded is an error with its words. They are found each time, for the language
// may be another one by then.
type worded struct {
	err error
	wording
}

func refusals() map[wire.RefusedCode]wording {
	return map[wire.RefusedCode]wording{
		wire.RefusedBusy:           {"busy", lang.Say("Too many people are trying to join at this moment."), lang.Say("Try again in a minute.")},
		wire.RefusedTooSlow:        {"too_slow", lang.Say("Joining took too long, so the host hung up."), lang.Say("Try again.")},
		wire.RefusedNameTaken:      {"name_taken", lang.Say("Somebody in this chat has your name already."), lang.Say("Join with another one: in the window it stands on the first page, in a terminal use --name.")},
		wire.RefusedBadCertificate: {"bad_certificate", lang.Say("The host's computer did not accept your name or your key."), lang.Say("Use a simpler name, and the same version of Real Talk as the host.")},
		wire.RefusedFull:           {"full", lang.Say("The chat is full."), lang.Say("Ask the host to make room.")},
		wire.RefusedClosing:        {"closing", lang.Say("The host is just ending the chat."), lang.Say("Ask the host for a new line when the next one begins.")},
		wire.RefusedMalformed:      {"not_understood", lang.Say("The host's computer did not understand yours."), lang.Say("Use the same version of Real Talk as the host.")},
		wire.RefusedLocked:         {"locked", lang.Say("The chat is locked: the host lets nobody else in."), lang.Say("Ask the host to unlock it.")},
		wire.RefusedDeclined:       {"declined", lang.Say("The host did not let you in."), lang.Say("If you know the host, ask by another way, by phone for instance.")},
		wire.RefusedUnanswered:     {"unanswered", lang.Say("The host did not answer, so you were not let in."), lang.Say("Try again when the host is at the computer.")},
		wire.RefusedNoPlace:        {"no_place", lang.Say("The host's computer did not keep your place in the chat."), lang.Say("Join again with the same line.")},
		wire.RefusedClock:          {"clock_ahead", lang.Say("Your computer's clock is more than a day ahead of the host's. It says %s.", lang.Date(time.Now())), lang.Say("If that is wrong, set date and time of your computer right and join again. If it is right, ask the host to look at the clock there.")},
		wire.RefusedAlreadyIn:      {"already_in", lang.Say("You are hosting this chat yourself, with the same identity."), lang.Say("To try it with two people on one computer, start the second with --profile and another folder.")},
	}
}

// known are the errors with one sentence each, the more special first.
func known() []worded {
	return []worded{
		{core.ErrNoPassword, wording{"no_password", lang.Say("A chat needs a password."), lang.Say("Type one, or use the suggested words.")}},
		{core.ErrBadName, wording{"name", lang.Say("This name cannot be used."), lang.Say("Use 1 to 48 characters that can be seen, and no quotation marks.")}},
		{core.ErrTooLong, wording{"too_long", lang.Say("This message is too long to be sent in one piece."), lang.Say("Send it in parts.")}},
		{core.ErrNotText, wording{"empty", lang.Say("There is nothing to send."), lang.Say("Type a message first.")}},
		{core.ErrNotIn, wording{"not_in", lang.Say("You are not in the chat yet."), lang.Say("Wait until you are in, then send it again.")}},
		{core.ErrTooFast, wording{"too_fast", lang.Say("This was not sent: so much of what you said before is still on its way that no more can wait."), lang.Say("Nothing of that is lost. Wait a few seconds, then send this again.")}},
		{core.ErrHostSilent, wording{"host_silent", lang.Say("The host's computer does not answer, so nothing more can be sent now."), lang.Say("Wait a moment. If it lasts, leave and join again.")}},
		{core.ErrOver, wording{"over", lang.Say("The chat is over."), lang.Say("Host or join another one.")}},
		{core.ErrNotHost, wording{"not_host", lang.Say("Only the host can do that."), lang.Say("Ask the host.")}},
		{core.ErrNoMember, wording{"nobody", lang.Say("Nobody of that name is in the chat."), lang.Say("See who is in, and use the name as it is written there.")}},
		{core.ErrNoReply, wording{"no_reply", lang.Say("There is no reply line in this text."), lang.Say("It begins with rt-reply: and comes from the person who cannot connect. Paste all of it.")}},
		{core.ErrDialing, wording{"dialing", lang.Say("Several people are being let in like this already."), lang.Say("Wait half a minute, then paste it again.")}},
		{core.ErrNotAddress, wording{"not_public_address", lang.Say("This is not an address on the Internet."), lang.Say("It looks like 203.0.113.7. Your router's page shows it; addresses like 192.168.1.10 are those of your own network.")}},
		{core.ErrImpostor, wording{"impostor", lang.Say("What answered is not the chat you were invited to: it does not know the password."), lang.Say("Do not try again on this network. Ask the host for the line by a way you trust.")}},
		{core.ErrFull, wording{"blocklist_full", lang.Say("The list of blocked addresses is full, so nothing was changed."), lang.Say("Unblock some, or block whole networks instead.")}},
		{core.ErrNotKept, wording{"not_kept", lang.Say("The list of blocked addresses could not be written to disk."), lang.Say("The change holds until you end the chat, and is written as soon as it can be. Look whether the disk is full.")}},
		{context.DeadlineExceeded, wording{"busy_elsewhere", lang.Say("Another Real Talk on this computer is busy with the same file."), lang.Say("Try again in a moment.")}},
		{core.ErrRecords, wording{"blocklist_damaged", lang.Say("The list of blocked addresses on disk is damaged, so no chat is started."), lang.Say("Restore the file door.json in Real Talk's folder, or remove it to begin with an empty list.")}},
		{core.ErrIdentity, wording{"identity_damaged", lang.Say("Your identity on disk is damaged."), lang.Say("Restore the file called identity in Real Talk's folder. If you remove it, you get a new identity and your friends will see a stranger.")}},
		{profile.ErrGone, wording{"folder_gone", lang.Say("Real Talk's folder is gone: it was moved or removed, or the drive with it was taken out."), lang.Say("Put it back where it was, and try again.")}},
		{errNotCompared, wording{"not_compared", lang.Say("You have not compared words with this person yet."), lang.Say("Compare them first, in another way than this chat.")}},
		{errPeopleChanged, wording{"people_changed", lang.Say("Somebody came or went while you compared, so the words are others now."), lang.Say("Compare the new words.")}},
		{errNothingSaid, wording{"nothing_said", lang.Say("There is nothing to save yet."), lang.Say("Save the conversation when something was said.")}},
		{errSeveral, wording{"several", lang.Say("Several people that you have met go by this name."), lang.Say("Give the beginning of the fingerprint instead.")}},
		{errInUse, wording{"in_use", lang.Say("Your key is in use as long as a chat is on."), lang.Say("End the chat first.")}},
		{contacts.ErrUnknown, wording{"not_met", lang.Say("You have met nobody of that name."), lang.Say("See the list of the people you have met, and use the name as it is written there.")}},
		{contacts.ErrNote, wording{"note", lang.Say("This note cannot be kept."), lang.Say("Use one line of at most 500 characters.")}},
		{contacts.ErrTaken, wording{"alias_taken", lang.Say("Somebody else whom you have met goes by this name."), lang.Say("Choose another name.")}},
		{contacts.ErrFull, wording{"contacts_full", lang.Say("The list of people you have met is full."), lang.Say("Forget some of them.")}},
		{contacts.ErrTampered, wording{"contacts_damaged", textTampered(), lang.Say("Look at the badges in your next chats: people you know will be new.")}},
		{pgp.ErrLocked, wording{"locked_key", lang.Say("Your key is kept under a passphrase."), lang.Say("Type the passphrase when Real Talk starts.")}},
		{pgp.ErrPassphrase, wording{"wrong_passphrase", lang.Say("This passphrase is wrong."), lang.Say("Type it again.")}},
		{pgp.ErrClock, wording{"clock", lang.Say("Your identity was made at a later time than your computer's clock shows, so the clock is wrong: it says %s.", lang.Date(time.Now())), lang.Say("Set date and time of your computer right, and start Real Talk again. Nothing is lost.")}},
		{core.ErrKeyStore, wording{"key_store", lang.Say("Your key is kept in this computer's key store, which cannot be opened now."), lang.Say("Log in to your desktop or unlock the key store, then start Real Talk again. Nothing is lost.")}},
		{core.ErrReplaced, wording{"key_replaced", lang.Say("Another Real Talk on this computer has put another key in place of yours."), lang.Say("Start Real Talk again.")}},
		{syscall.EADDRNOTAVAIL, wording{"not_my_address", lang.Say("This computer does not have the address to listen on."), lang.Say("Leave out --listen, and every address is used.")}},
		{syscall.EISDIR, wording{"a_folder", lang.Say("This is a folder, not a file."), lang.Say("Name a file in it.")}},
	}
}

// ofSystem are the operating system's errors, which it may name differently.
func ofSystem() []struct {
	errs []error
	wording
} {
	return []struct {
		errs []error
		wording
	}{
		{portTaken, wording{"port_in_use", lang.Say("Another program uses this port already."), lang.Say("Leave out --port, and a free one is found.")}},
		{diskFull, wording{"disk_full", lang.Say("The disk is full."), lang.Say("Free some space and try again.")}},
		{tooManyOpen, wording{"too_many_open", tooManyOpenText(), tooManyOpenHint()}},
		{readOnly, wording{"read_only", lang.Say("What is on this disk cannot be changed now."), lang.Say("Make the disk writable, or choose another folder.")}},
		{[]error{fs.ErrPermission}, wording{"not_allowed", lang.Say("The computer does not allow this."), lang.Say("Check who may write to Real Talk's folder, and use a port above 1024.")}},
	}
}
