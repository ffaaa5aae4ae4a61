package lang

import "time"

// Date writes a day with its year: "2 January 2006". The time is taken in the
// zone that it is in.
func Date(t time.Time) string {
	return Say("%d %s %d", t.Day(), month(t.Month()), t.Year())
}

// DayMonth writes a day of a year that goes without saying: "2 January".
func DayMonth(t time.Time) string {
	return Say("%d %s", t.Day(), month(t.Month()))
}

// Clock writes the time of day: "15:04". All languages here know the 24 hours.
func Clock(t time.Time) string { return t.Format("15:04") }

// month names a month as it stands in a date.
func month(m time.Month) string {
	switch m {
	case time.January:
		return Say("January")
	case time.February:
		return Say("February")
	case time.March:
		return Say("March")
	case time.April:
		return Say("April")
	case time.May:
		return Say("May")
	case time.June:
		return Say("June")
	case time.July:
		return Say("July")
	case time.August:
		return Say("August")
	case time.September:
		return Say("September")
	case time.October:
		return Say("October")
	case time.November:
		return Say("November")
	default:
		return Say("December")
	}
}
