//go:build linux || freebsd || netbsd || openbsd || dragonfly

package platform

import (
	"strings"
	"unicode"

	"github.com/godbus/dbus/v5"
)

const (
	clickAction = "default" // the specification's name for a click on the notice itself
	clickLabel  = "Open"    // some services make a button of it

	maxTitle = 100  // characters
	maxBody  = 1000 // characters
)

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// title has one line. The specification knows no markup in it.
func title(text string) string {
	return bounded(strings.ReplaceAll(text, "\n", " "), maxTitle)
}

// body is cut before it is escaped, so that no escape is cut.
func (d *desk) body(text string) string {
	text = bounded(text, maxBody)
	if d.markup {
		return escaper.Replace(text)
	}
	return text
}

// bounded gives at most so many characters, without those that control
// something. What is not UTF-8 becomes U+FFFD: the bus would end the connection.
func bounded(text string, most int) string {
	all := []rune(strings.Map(noControl, text))
	if len(all) > most {
		all = append(all[:most-1], '…')
	}
	return string(all)
}

func noControl(r rune) rune {
	if unicode.IsControl(r) && r != '\n' {
		return ' '
	}
	return r
}

// actions is empty for a service that has none: it might show the notice as a
// question, in the middle of the screen.
func (d *desk) actions(onClick func()) []string {
	if !d.clicks || onClick == nil {
		return nil
	}
	return []string{clickAction, clickLabel}
}

func hints(urgent bool) map[string]dbus.Variant {
	urgency := byte(1)
	if urgent {
		urgency = 2
	}
	return map[string]dbus.Variant{"urgency": dbus.MakeVariant(urgency), "desktop-entry": dbus.MakeVariant(programEntry)}
}
