package chat

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Trust tells what is known of somebody from before.
type Trust string

// The degrees of trust.
const (
	TrustSelf     Trust = "you"
	TrustNew      Trust = "new"
	TrustKnown    Trust = "known"
	TrustVerified Trust = "verified"
	TrustChanged  Trust = "changed"
)

// Person is somebody who is in the chat.
type Person struct {
	Name        string
	Fingerprint string
	Trust       Trust
	Host        bool
	You         bool
	Since       time.Time
	Where       string // address, place and network owner, as far as they are known
}

// badge gives the word beside the name and how much it asks to be looked at.
func (p Person) badge() (string, kit.BadgeLook) {
	if p.You {
		return kit.BadgeYou, kit.BadgeAccent
	}
	return p.Trust.badge()
}

func (t Trust) badge() (string, kit.BadgeLook) {
	switch t {
	case TrustChanged:
		return kit.BadgeChanged, kit.BadgeBad
	case TrustVerified:
		return kit.BadgeVerified, kit.BadgeGood
	case TrustKnown:
		return kit.BadgeKnown, kit.BadgePlain
	}
	return kit.BadgeNew, kit.BadgePlain
}

// explained says what the badge means.
func (p Person) explained() string {
	switch {
	case p.You:
		return kit.TrustTextYou
	case p.Trust == TrustChanged:
		return kit.TrustTextChanged
	case p.Trust == TrustVerified:
		return kit.TrustTextVerified
	case p.Trust == TrustKnown:
		return kit.TrustTextKnown
	}
	return kit.TrustTextNew
}

// order puts the user first, then the host, then the others by name.
func order(people []Person) []Person {
	sorted := slices.Clone(people)
	rank := func(p Person) int {
		switch {
		case p.You:
			return 0
		case p.Host:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(sorted, func(a, b Person) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)),
			cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)),
			cmp.Compare(a.Fingerprint, b.Fingerprint))
	})
	return sorted
}

// NewPersonCard says who somebody is, for the sheet that opens from the list.
func NewPersonCard(p Person) fyne.CanvasObject {
	word, look := p.badge()
	badges := []fyne.CanvasObject{kit.NewBadge(word, look)}
	if p.Host {
		badges = append(badges, kit.NewBadge(kit.BadgeHost, kit.BadgePlain))
	}
	card := kit.NewColumn(6, kit.NewInset(kit.NewTools(badges...)), kit.NewBody(p.explained()))
	if !p.Since.IsZero() {
		card.Add(kit.NewCaption(kit.Since(p.Since)))
	}
	if p.Where != "" {
		card.Add(kit.NewCaption(kit.Text(p.Where)))
	}
	return card
}

// NewSafetyCard shows the safety phrase and what to do with it.
func NewSafetyCard(phrase string) fyne.CanvasObject {
	if phrase == "" {
		return kit.NewBody(kit.SafetyNone)
	}
	return kit.NewColumn(8, kit.NewBody(kit.SafetyHow), kit.NewCard(kit.NewSubheading(phrase).Centered()),
		kit.NewCaption(kit.SafetyMoves))
}
