package kit

import "realtalk/app/lang"

// What a screen reader says of a control, beside the words on it.

func SpokenOn(what string) string           { return lang.Say("%s: on", what) }
func SpokenOff(what string) string          { return lang.Say("%s: off", what) }
func SpokenField(about, text string) string { return lang.Say("%s: %s", about, text) }

// SpokenCount is a button with a count beside it.
func SpokenCount(what string, n int) string { return lang.Say("%s (%d)", what, n) }
