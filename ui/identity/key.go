package identity

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Known is what is known of the user's key.
type Known struct {
	Fingerprint   string // as the others' programs compare it
	OpenPGP       string // as OpenPGP programs show it
	Passphrase    bool
	InKeyStore    bool
	ForwardSecret bool // what was said in a chat stays secret if the key gets out
}

// kept tells where the key is.
func (k Known) kept() string {
	switch {
	case k.Passphrase:
		return kit.KeyUnderPhrase()
	case k.InKeyStore:
		return kit.KeyInStore()
	}
	return kit.KeyInFile()
}

// Key shows what is known of the user's key and what can be done with it.
type Key struct {
	Object *fyne.Container

	OnSet      func() // a passphrase, or another one
	OnRemove   func() // the passphrase
	OnExport   func()
	OnImport   func()
	OnIdentity func() // a new one

	busy   *kit.Prose
	facts  *fyne.Container
	weak   *kit.Prose
	set    *kit.Button
	remove *kit.Button
	change []*kit.Button // what is off while a chat is on
}

// NewKey makes the view. busy: a chat is on, so that the key can only be looked
// at.
func NewKey(busy bool) *Key {
	v := &Key{busy: kit.NewCaption(kit.KeyBusy()), facts: kit.NewColumn(0), weak: kit.NewWarning()}
	v.busy.Hidden = !busy
	v.set = kit.NewButton(kit.WordSetPhrase(), func() { v.OnSet() })
	v.remove = kit.NewButton(kit.WordRemovePhrase(), func() { v.OnRemove() })
	v.remove.Hide()
	export := kit.NewButton(kit.WordExportKey(), func() { v.OnExport() })
	own := kit.NewButton(kit.WordImportKey(), func() { v.OnImport() })
	fresh := kit.NewButton(kit.WordNewKey(), func() { v.OnIdentity() })
	v.change = []*kit.Button{v.set, v.remove, own, fresh}
	for _, b := range v.change {
		b.SetEnabled(!busy)
	}
	v.Object = kit.NewColumn(8, kit.NewBody(kit.KeyLead()), v.facts, v.weak, v.busy,
		kit.NewActions(v.set, v.remove, export, own, fresh))
	return v
}

// Set shows what is known.
func (v *Key) Set(k Known) {
	v.facts.RemoveAll()
	v.facts.Add(kit.NewFacts(
		kit.Fact{Name: kit.KeyLabelKept(), Text: k.kept()},
		kit.Fact{Name: kit.KeyLabelNumber(), Text: inGroups(k.Fingerprint)},
		kit.Fact{Name: kit.KeyLabelOpenPGP(), Text: inGroups(k.OpenPGP)},
	))
	v.weak.SetText("")
	if !k.ForwardSecret {
		v.weak.SetText(kit.KeyNotForward())
	}
	v.set.SetText(kit.WordSetPhrase())
	if k.Passphrase {
		v.set.SetText(kit.WordChangePhrase())
	}
	v.remove.Hidden = !k.Passphrase
	v.Object.Refresh()
}

// inGroups parts hex digits by fours, which is how they are compared and where
// a line of them breaks.
func inGroups(digits string) string {
	const group = 4
	var all []byte
	for i := range len(digits) {
		if i > 0 && i%group == 0 {
			all = append(all, ' ')
		}
		all = append(all, digits[i])
	}
	return string(all)
}
