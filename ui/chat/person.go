package chat

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Person is somebody who is in the chat.
type Person struct {
	Name        string
	Alias       string // what the user calls them; "": nothing else
	Fingerprint string
	Trust       kit.Trust
	Host        bool
	You         bool
	Away        bool // the connection broke, and is made again
	Since       time.Time
	Where       string // address, place and network owner, as far as they are known
}

// badge gives the word beside the name and how much it asks to be looked at.
func (p Person) badge() (string, kit.BadgeLook) { return p.known().Badge() }

// known tells what is known of somebody, who may be the user.
func (p Person) known() kit.Trust {
	if p.You {
		return kit.TrustSelf
	}
	return p.Trust
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
		badges = append(badges, kit.NewBadge(kit.BadgeHost(), kit.BadgePlain))
	}
	if p.Away {
		badges = append(badges, kit.NewBadge(kit.BadgeAway(), kit.BadgePlain))
	}
	card := kit.NewColumn(6, kit.NewInset(kit.NewTools(badges...)), kit.NewBody(p.known().Explained()))
	if p.Alias != "" {
		card.Add(kit.NewBody(kit.NamedAlias(kit.Name(p.Alias))))
	}
	if !p.Since.IsZero() {
		card.Add(kit.NewCaption(kit.Since(p.Since)))
	}
	if p.Where != "" {
		card.Add(kit.NewCaption(kit.Text(p.Where)))
	}
	return card
}
