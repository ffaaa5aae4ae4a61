package app

import (
	"strings"
	"time"

	"realtalk/app/lang"
	"realtalk/core"
)

// words are those for one event at the door.
type words struct {
	core.Security
	Location
	now time.Time
}

// address is where somebody came from, or what the host blocked or unblocked.
func (w words) address() string {
	if w.Kind == core.Unblocked || w.ByHost {
		return addressText(w.House)
	}
	return w.Security.Address.Unmap().String()
}

// text is fact and consequence, with the address between them. What to do is
// offered beside it.
func (w words) text() string {
	where := ""
	if w.Security.Address.IsValid() {
		where = w.where()
	}
	return lang.Sentences(w.fact(), where, w.consequence())
}

func (w words) fact() string {
	switch w.Kind {
	case core.WrongPassword:
		if w.Tries == 2 {
			return lang.Say("Someone typed the wrong password twice.")
		}
		return lang.Count(w.Tries, "Someone typed a wrong password.", "Someone typed the wrong password %d times.")
	case core.Disconnected:
		return lang.Count(w.Tries, "Someone typed the wrong password once and was disconnected.", "Someone typed the wrong password %d times and was disconnected.")
	case core.Blocked:
		if w.ByHost {
			return lang.Say("You blocked an address.")
		}
		return lang.Count(w.Tries, "Someone typed the wrong password once and is blocked now.", "Someone typed the wrong password %d times and is blocked now.")
	case core.Refused:
		return w.refused()
	case core.Unblocked:
		if w.Expired {
			return lang.Say("The time for which an address was blocked is over.")
		}
		return lang.Say("You unblocked an address.")
	default:
		return w.attack()
	}
}

func (w words) refused() string {
	switch {
	case w.Times < 2:
		return lang.Say("A blocked address tried to connect and was refused.")
	case w.Times == 2:
		return lang.Say("A blocked address tried to connect twice and was refused.")
	default:
		return lang.Count(w.Times, "A blocked address tried to connect once and was refused.", "A blocked address tried to connect %d times and was refused.")
	}
}

// attack has up to three numbers in a sentence: each is a part of its own, which
// agrees with nothing around it.
func (w words) attack() string {
	if w.Tries == 0 {
		return lang.Count(w.Addresses, "Many computers connect at the same time and try no password: %d address so far.",
			"Many computers connect at the same time and try no password: %d addresses so far.")
	}
	wrong := lang.Count(w.Tries, "%d wrong one", "%d wrong ones")
	if !w.Again {
		return lang.Say("Many computers are trying passwords at the same time: %s %s so far.", wrong, fromAddresses(w.Addresses))
	}
	return lang.Say("Many computers are still trying passwords: %s %s so far, %s.", wrong, fromAddresses(w.Addresses),
		lang.Count(w.Blocks, "%d of them is blocked now", "%d of them are blocked now"))
}

func fromAddresses(n int) string {
	return lang.Count(n, "from %d address", "from %d addresses")
}

func attackOverText(s core.Security) string {
	calm := lang.Say("Newcomers need not wait any more.")
	if s.Tries == 0 {
		return lang.Sentences(lang.Say("The crowd of connections at the door is gone."), calm)
	}
	over := lang.Say("The attack is over: %s %s.", lang.Count(s.Tries, "%d wrong password", "%d wrong passwords"), fromAddresses(s.Addresses))
	blocked := ""
	if s.Blocks > 0 {
		blocked = lang.Count(s.Blocks, "%d address is blocked now.", "%d addresses are blocked now.")
	}
	return lang.Sentences(over, blocked, calm)
}

func (w words) consequence() string {
	switch w.Kind {
	case core.WrongPassword:
		if w.Tries < 3 {
			return lang.Count(3-w.Tries, "They can try once more before they are disconnected.", "They can try %d more times before they are disconnected.")
		}
		return lang.Count(6-w.Tries, "They can try once more before they are blocked.", "They can try %d more times before they are blocked.")
	case core.Disconnected:
		return lang.Count(6-w.Tries, "They can try once more.", "They can try %d more times.")
	case core.Blocked:
		if w.ByHost {
			return lang.Say("Nobody gets in from there while it is blocked.")
		}
		return lang.Say("Nobody gets in from there until you unblock it.")
	case core.Refused:
		if w.Name != "" {
			return lang.Say("%s came from there before. If it is a friend, unblock it.", called(w.Name))
		}
		return lang.Say("If it belongs to a friend, unblock it.")
	case core.Unblocked:
		return lang.Say("Whoever is there can try the password again.")
	default:
		return lang.Say("Newcomers have to wait a little until it stops; people in the chat are not affected. If you expect nobody else, lock the chat.")
	}
}

// where says what is known of the address.
func (w words) where() string {
	switch {
	case w.Security.Address.IsLoopback():
		return lang.Say("Address %s (this computer).", w.address())
	case w.Nearness == core.ThisComputer:
		return lang.Say("Address %s, which is this computer's own: it is somebody at this computer, or of this network, who used its Internet address.", w.address())
	case w.Nearness == core.OwnRouter:
		return lang.Say("Address %s, which is your own router's: it may be somebody of this network who used the line for the Internet.", w.address())
	default:
		return whereText(w.address(), w.Location, w.now)
	}
}

// whereText is "Address 203.0.113.7, probably Lyon, France; network: Orange
// (address list of 3 May)."
func whereText(address string, l Location, now time.Time) string {
	date := lang.Date(l.ListDate)
	if l.ListDate.Year() == now.Year() {
		date = lang.DayMonth(l.ListDate)
	}
	switch {
	case l.ListDate.IsZero():
		return lang.Say("Address %s (%s).", address, l.Place)
	case l.Known && l.Owner != "":
		return lang.Say("Address %s, probably %s; network: %s (address list of %s).", address, l.Place, l.Owner, date)
	case l.Known:
		return lang.Say("Address %s, probably %s (address list of %s).", address, l.Place, date)
	case l.Owner != "":
		return lang.Say("Address %s, %s; network: %s (address list of %s).", address, l.Place, l.Owner, date)
	default:
		return lang.Say("Address %s, %s (address list of %s).", address, l.Place, date)
	}
}

// details are all that is known, a line each.
func (w words) details() string {
	s := []string{lang.Say("Time: %s, %s", lang.Date(w.now), w.now.Format(time.TimeOnly))}
	if w.Security.Address.IsValid() {
		s = append(s, w.origin()...)
	}
	s = append(s, lang.Say("Wrong passwords: %d", w.Tries))
	if w.Addresses > 0 {
		s = append(s, lang.Say("Addresses: %d", w.Addresses))
	}
	if !w.ListDate.IsZero() {
		s = append(s, lang.Say("Address list of: %s", lang.Date(w.ListDate)))
	}
	return strings.Join(s, "\n")
}

func (w words) origin() []string {
	s := []string{lang.Say("Address: %s", w.address())}
	if h := addressText(w.House); h != w.address() {
		s = append(s, lang.Say("Counted together with all of: %s", h))
	}
	if w.Place != "" {
		s = append(s, lang.Say("Place: %s", w.Place))
	}
	if w.Owner != "" {
		s = append(s, lang.Say("Network: %s", w.Owner))
	}
	if w.Name != "" {
		s = append(s, lang.Say("Last name used from there: %s", w.Name))
	}
	return s
}
