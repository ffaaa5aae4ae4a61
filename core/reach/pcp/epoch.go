package pcp

import "time"

// Lost tells from two epochs of a router, and the time that passed between their
// answers here, whether it has lost its mappings meanwhile. It takes the stricter
// rule of the two protocols: the router's clock fell, or differs from this one's
// by more than a sixteenth and two seconds (RFC 6887 section 8.5; RFC 6886
// section 3.6 allows an eighth).
func Lost(before, now uint32, passed time.Duration) bool {
	here, there := passed.Seconds(), float64(now)-float64(before)
	if there < -1 {
		return true
	}
	return here+2 < there-there/16 || there+2 < here-here/16
}
