package pcp

import "time"

// Lost tells from two epochs of a router, and the time that passed here between
// the answers that they came with, whether it has lost its mappings meanwhile
// (RFC 6887 section 8.5): its clock fell, or the two clocks differ by more than a
// sixteenth and two seconds. For NAT-PMP this is stricter than RFC 6886 section
// 3.6, which lets the router's be slower by an eighth; the cost of being wrong is
// one renewal. Time for which this computer slept has to be counted as passed.
func Lost(before, now uint32, passed time.Duration) bool {
	here, there := passed.Seconds(), float64(now)-float64(before)
	return there < -1 || here+2 < there-there/16 || there+2 < here-here/16
}
