package app

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"

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
	for _, k := range known {
		if errors.Is(err, k.err) {
			return &Trouble{Code: k.code, Text: k.text, Hint: k.hint, err: err}
		}
	}
	return &Trouble{
		Code: "unexpected", Text: "Something went wrong that Real Talk has no words for: " + err.Error() + ".",
		Hint: "Try once more. If it stays, report it with this text.", err: err,
	}
}

func hostedElsewhere(h *profile.HostedError, err error) *Trouble {
	t := &Trouble{
		Code: "hosting_already", Text: "You are hosting a chat on this computer already.",
		Hint: "Go on in that one, or end it first.", err: err,
	}
	if h.Where != "" {
		t.Text = "You are hosting a chat on this computer already, at rt " + h.Where + "."
	}
	return t
}

func refusedBy(r *core.RefusedError, err error) *Trouble {
	w, ok := refusals[r.Code]
	if !ok {
		w = refusals[wire.RefusedMalformed]
	}
	return &Trouble{Code: w.code, Text: w.text, Hint: w.hint, err: err}
}

// textTampered is told when the contacts are not as they were written.
const textTampered = "The list of people you have met was changed by something other than Real Talk, or is damaged. It was put aside, and everybody is new to you again."

// explainImport finds the words for a key that cannot be taken.
func explainImport(err error) error {
	for _, k := range keys {
		if errors.Is(err, k.err) {
			return &Trouble{Code: k.code, Text: k.text, Hint: k.hint, err: err}
		}
	}
	return &Trouble{
		Code: "key_unusable", Text: "This key cannot be used: " + strings.TrimPrefix(err.Error(), pgp.ErrIdentity.Error()+": ") + ".",
		Hint: "Use an Ed25519 key, or an RSA key of 2048 to 4096 bits, exported with: gpg --export-secret-keys", err: err,
	}
}

// keys are the errors of a key that is imported, with one sentence each.
var keys = []struct {
	err error
	wording
}{
	{pgp.ErrLocked, wording{"key_locked", "This key has a passphrase.", "Type it to open the key."}},
	{pgp.ErrPassphrase, wording{"wrong_passphrase", "This passphrase does not open the key.", "Type it again."}},
	{pgp.ErrRevoked, wording{"key_revoked", "This key was revoked, so nobody should trust it any more.", "Use another key."}},
	{pgp.ErrExpired, wording{"key_expired", "This key has expired.", "Give it more time with gpg --quick-set-expire, export it again, and import that."}},
	{pgp.ErrNoPrimary, wording{"key_incomplete", "This file does not hold what is needed to sign and to decrypt.", "Export the key where its secret is, with gpg --export-secret-keys."}},
	{pgp.ErrPublicKey, wording{"key_public", "This is a public key, but a secret one is needed.", "Export it with gpg --export-secret-keys."}},
	{pgp.ErrSeveralKeys, wording{"key_several", "There is more than one key in this file.", "Export the one that you want to use."}},
	{pgp.ErrTooLong, wording{"key_too_large", "This file is too large to be a key.", "Export the one key that you want to use."}},
}

type wording struct{ code, text, hint string }

var refusals = map[wire.RefusedCode]wording{
	wire.RefusedBusy:           {"busy", "Too many people are trying to join at this moment.", "Try again in a minute."},
	wire.RefusedTooSlow:        {"too_slow", "Joining took too long, so the host hung up.", "Try again."},
	wire.RefusedNameTaken:      {"name_taken", "Somebody in this chat has your name already.", "Join with another one: in the window it stands on the first page, in a terminal use --name."},
	wire.RefusedBadCertificate: {"bad_certificate", "The host's computer did not accept your name or your key.", "Use a simpler name, and the same version of Real Talk as the host."},
	wire.RefusedFull:           {"full", "The chat is full.", "Ask the host to make room."},
	wire.RefusedClosing:        {"closing", "The host is just ending the chat.", "Ask the host for a new line when the next one begins."},
	wire.RefusedMalformed:      {"not_understood", "The host's computer did not understand yours.", "Use the same version of Real Talk as the host."},
	wire.RefusedLocked:         {"locked", "The chat is locked: the host lets nobody else in.", "Ask the host to unlock it."},
	wire.RefusedDeclined:       {"declined", "The host did not let you in.", "If you know the host, ask by another way, by phone for instance."},
	wire.RefusedUnanswered:     {"unanswered", "The host did not answer, so you were not let in.", "Try again when the host is at the computer."},
	wire.RefusedAlreadyIn:      {"already_in", "You are hosting this chat yourself, with the same identity.", "To try it with two people on one computer, start the second with --profile and another folder."},
}

// known are the errors with one sentence each, the more special first.
var known = []struct {
	err error
	wording
}{
	{core.ErrNoPassword, wording{"no_password", "A chat needs a password.", "Type one, or use the suggested words."}},
	{core.ErrBadName, wording{"name", "This name cannot be used.", "Use 1 to 48 characters that can be seen, and no quotation marks."}},
	{core.ErrTooLong, wording{"too_long", "This message is too long to be sent in one piece.", "Send it in parts."}},
	{core.ErrNotText, wording{"empty", "There is nothing to send.", "Type a message first."}},
	{core.ErrNotIn, wording{"not_in", "You are not in the chat yet.", "Wait until you are in, then send it again."}},
	{core.ErrHostSilent, wording{"host_silent", "The host's computer does not answer, so nothing more can be sent now.", "Wait a moment. If it lasts, leave and join again."}},
	{core.ErrOver, wording{"over", "The chat is over.", "Host or join another one."}},
	{core.ErrNotHost, wording{"not_host", "Only the host can do that.", "Ask the host."}},
	{core.ErrNoMember, wording{"nobody", "Nobody of that name is in the chat.", "See who is in, and use the name as it is written there."}},
	{core.ErrNoReply, wording{"no_reply", "There is no reply line in this text.", "It begins with rt-reply: and comes from the person who cannot connect. Paste all of it."}},
	{core.ErrDialing, wording{"dialing", "Several people are being let in like this already.", "Wait half a minute, then paste it again."}},
	{core.ErrNotAddress, wording{"not_public_address", "This is not an address on the Internet.", "It looks like 203.0.113.7. Your router's page shows it; addresses like 192.168.1.10 are those of your own network."}},
	{core.ErrImpostor, wording{"impostor", "What answered is not the chat you were invited to: it does not know the password.", "Do not try again on this network. Ask the host for the line by a way you trust."}},
	{core.ErrFull, wording{"blocklist_full", "The list of blocked addresses is full, so nothing was changed.", "Unblock some, or block whole networks instead."}},
	{core.ErrNotKept, wording{"not_kept", "The list of blocked addresses could not be written to disk.", "The change holds until you end the chat. Free some space on the disk, and make it again."}},
	{context.DeadlineExceeded, wording{"busy_elsewhere", "Another Real Talk on this computer is busy with the same file.", "Try again in a moment."}},
	{core.ErrRecords, wording{"blocklist_damaged", "The list of blocked addresses on disk is damaged, so no chat is started.", "Restore the file door.json in Real Talk's folder, or remove it to begin with an empty list."}},
	{core.ErrIdentity, wording{"identity_damaged", "Your identity on disk is damaged.", "Restore the file called identity in Real Talk's folder. If you remove it, you get a new identity and your friends will see a stranger."}},
	{errNotCompared, wording{"not_compared", "You have not compared words with this person yet.", "Compare them first, in another way than this chat."}},
	{errPeopleChanged, wording{"people_changed", "Somebody came or went while you compared, so the words are others now.", "Compare the new words."}},
	{errNothingSaid, wording{"nothing_said", "There is nothing to save yet.", "Save the conversation when something was said."}},
	{errSeveral, wording{"several", "Several people that you have met go by this name.", "Give the beginning of the fingerprint instead."}},
	{errInUse, wording{"in_use", "Your key is in use as long as a chat is on.", "End the chat first."}},
	{contacts.ErrUnknown, wording{"not_met", "You have met nobody of that name.", "See the list of the people you have met, and use the name as it is written there."}},
	{contacts.ErrNote, wording{"note", "This note cannot be kept.", "Use one line of at most 500 characters."}},
	{contacts.ErrTaken, wording{"alias_taken", "Somebody else whom you have met goes by this name.", "Choose another name."}},
	{contacts.ErrFull, wording{"contacts_full", "The list of people you have met is full.", "Forget some of them."}},
	{contacts.ErrTampered, wording{"contacts_damaged", textTampered, "Look at the badges in your next chats: people you know will be new."}},
	{pgp.ErrLocked, wording{"locked_key", "Your key is kept under a passphrase.", "Type the passphrase when Real Talk starts."}},
	{pgp.ErrPassphrase, wording{"wrong_passphrase", "This passphrase is wrong.", "Type it again."}},
	{core.ErrKeyStore, wording{"key_store", "Your key is kept in this computer's key store, which cannot be opened now.", "Log in to your desktop or unlock the key store, then start Real Talk again. Nothing is lost."}},
	{core.ErrReplaced, wording{"key_replaced", "Another Real Talk on this computer has put another key in place of yours.", "Start Real Talk again."}},
	{syscall.EADDRINUSE, wording{"port_in_use", "Another program uses this port already.", "Leave out --port, and a free one is found."}},
	{syscall.EADDRNOTAVAIL, wording{"not_my_address", "This computer does not have the address to listen on.", "Leave out --listen, and every address is used."}},
	{syscall.EISDIR, wording{"a_folder", "This is a folder, not a file.", "Name a file in it."}},
	{syscall.ENOSPC, wording{"disk_full", "The disk is full.", "Free some space and try again."}},
	{fs.ErrPermission, wording{"not_allowed", "The computer does not allow this.", "Check who may write to Real Talk's folder, and use a port above 1024."}},
}
