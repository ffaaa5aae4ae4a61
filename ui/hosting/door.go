package hosting

import "realtalk/ui/kit"

// Door is what is known of the ways in.
type Door struct {
	State    string   // "asking", "open", "not_public", "refused", "not_found", "off"; "": not known yet
	Invite   string   // one text with all ways in; "": there is none
	Local    []string // lines for the same network
	Internet []string // and for people elsewhere
	Tested   bool     // somebody from elsewhere came in
	Text     string   // how people elsewhere can come in, or why not
	Hint     string   // what to do about it
}

// good tells what the invite is good for.
func (d Door) good() string {
	switch {
	case d.Invite == "":
		return kit.TextInviteNone()
	case len(d.Internet) > 0:
		return kit.TextInviteAll()
	}
	return kit.TextInviteHere()
}

// shut tells that the router lets nobody in, and nobody came in all the same.
func (d Door) shut() bool {
	switch d.State {
	case "not_public", "refused", "not_found", "off":
		return !d.Tested
	}
	return false
}

// badge says in two words how it stands for people elsewhere. A line that
// stands there is not said to work before it did.
func (d Door) badge() (string, kit.BadgeLook) {
	switch {
	case d.State == "":
		return "", kit.BadgePlain
	case d.Tested:
		return kit.BadgeTested(), kit.BadgeGood
	case len(d.Internet) > 0 && d.shut(): // by an address of its own, or one that was typed
		return kit.BadgeMaybe(), kit.BadgeAccent
	case len(d.Internet) > 0:
		return kit.BadgeUntested(), kit.BadgeAccent
	case d.State == "asking" || d.State == "open":
		return kit.BadgeAsking(), kit.BadgePlain
	}
	return kit.BadgeNotPossible(), kit.BadgeBad
}
