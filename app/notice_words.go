package app

import (
	"fmt"
	"strings"
	"time"

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
	s := []string{w.fact()}
	if w.Security.Address.IsValid() {
		s = append(s, w.where())
	}
	return strings.Join(append(s, w.consequence()), " ")
}

func (w words) fact() string {
	switch w.Kind {
	case core.WrongPassword:
		if w.Tries == 1 {
			return "Someone typed a wrong password."
		}
		return fmt.Sprintf("Someone typed the wrong password %s.", times(w.Tries))
	case core.Disconnected:
		return fmt.Sprintf("Someone typed the wrong password %s and was disconnected.", times(w.Tries))
	case core.Blocked:
		if w.ByHost {
			return "You blocked an address."
		}
		return fmt.Sprintf("Someone typed the wrong password %s and is blocked now.", times(w.Tries))
	case core.Refused:
		if w.Times > 1 {
			return fmt.Sprintf("A blocked address tried to connect %s and was refused.", times(w.Times))
		}
		return "A blocked address tried to connect and was refused."
	case core.Unblocked:
		if w.Expired {
			return "The time for which an address was blocked is over."
		}
		return "You unblocked an address."
	default:
		return w.attack()
	}
}

func (w words) attack() string {
	switch {
	case w.Tries == 0:
		return fmt.Sprintf("Many computers connect at the same time and try no password: %s so far.", count(w.Addresses, "address", "addresses"))
	case w.Again:
		return fmt.Sprintf("Many computers are still trying passwords: %s from %s so far, %s blocked now.",
			count(w.Tries, "wrong one", "wrong ones"), count(w.Addresses, "address", "addresses"), count(w.Blocks, "of them is", "of them are"))
	default:
		return fmt.Sprintf("Many computers are trying passwords at the same time: %s from %s so far.",
			count(w.Tries, "wrong one", "wrong ones"), count(w.Addresses, "address", "addresses"))
	}
}

func (w words) consequence() string {
	switch w.Kind {
	case core.WrongPassword:
		if w.Tries < 3 {
			return fmt.Sprintf("They can try %s before they are disconnected.", timesMore(3-w.Tries))
		}
		return fmt.Sprintf("They can try %s before they are blocked.", timesMore(6-w.Tries))
	case core.Disconnected:
		return fmt.Sprintf("They can try %s.", timesMore(6-w.Tries))
	case core.Blocked:
		if w.ByHost {
			return "Nobody gets in from there while it is blocked."
		}
		return "Nobody gets in from there until you unblock it."
	case core.Refused:
		if w.Name != "" {
			return fmt.Sprintf("%s came from there before. If it is a friend, unblock it.", called(w.Name))
		}
		return "If it belongs to a friend, unblock it."
	case core.Unblocked:
		return "Whoever is there can try the password again."
	default:
		return "Newcomers have to wait a little until it stops; people in the chat are not affected. If you expect nobody else, lock the chat."
	}
}

// where says what is known of the address.
func (w words) where() string {
	switch {
	case w.Security.Address.IsLoopback():
		return fmt.Sprintf("Address %s (this computer).", w.address())
	case w.Nearness == core.ThisComputer:
		return fmt.Sprintf("Address %s, which is this computer's own: it is somebody at this computer, or of this network, who used its Internet address.", w.address())
	case w.Nearness == core.OwnRouter:
		return fmt.Sprintf("Address %s, which is your own router's: it may be somebody of this network who used the line for the Internet.", w.address())
	default:
		return whereText(w.address(), w.Location, w.now)
	}
}

// whereText is "Address 203.0.113.7, probably Lyon, France; network: Orange
// (address list of 3 May)."
func whereText(address string, l Location, now time.Time) string {
	text := fmt.Sprintf("Address %s", address)
	switch {
	case l.ListDate.IsZero():
		return fmt.Sprintf("%s (%s).", text, l.Place)
	case l.Known:
		text += ", probably " + l.Place
	default:
		text += ", " + l.Place
	}
	if l.Owner != "" {
		text += "; network: " + l.Owner
	}
	return fmt.Sprintf("%s (%s).", text, listOf(l.ListDate, now))
}

func listOf(date, now time.Time) string {
	layout := "2 January 2006"
	if date.Year() == now.Year() {
		layout = "2 January"
	}
	return "address list of " + date.Format(layout)
}

// details are all that is known, a line each.
func (w words) details() string {
	var s []string
	line := func(name, value string) {
		if value != "" {
			s = append(s, name+": "+value)
		}
	}
	line("Time", w.now.Format("2 January 2006, 15:04:05"))
	if w.Security.Address.IsValid() {
		line("Address", w.address())
		if h := addressText(w.House); h != w.address() {
			line("Counted together with all of", h)
		}
		line("Place", w.Place)
		line("Network", w.Owner)
		line("Last name used from there", w.Name)
	}
	line("Wrong passwords", fmt.Sprint(w.Tries))
	if w.Addresses > 0 {
		line("Addresses", fmt.Sprint(w.Addresses))
	}
	if !w.ListDate.IsZero() {
		line("Address list of", w.ListDate.Format("2 January 2006"))
	}
	return strings.Join(s, "\n")
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	default:
		return fmt.Sprintf("%d times", n)
	}
}

func timesMore(n int) string {
	if n == 1 {
		return "once more"
	}
	return fmt.Sprintf("%d more times", n)
}
