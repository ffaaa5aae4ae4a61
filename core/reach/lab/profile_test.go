//go:build linux

package lab_test

import (
	"errors"
	"strings"
	"syscall"
	"testing"

	"realtalk/core/reach/lab"
)

// Each profile offers what its name says and refuses the rest.
func TestProfiles(t *testing.T) {
	for profile, offers := range map[string]struct {
		upnp     string
		pmp, pcp bool
	}{
		"":     {},
		"off":  {},
		"all":  {"InternetGatewayDevice:2", true, true},
		"igd2": {"InternetGatewayDevice:2", false, false},
		"igd1": {"InternetGatewayDevice:1", false, false},
		"pxp":  {"", true, true},
		"pmp":  {"", true, false},
		"pcp":  {"", false, true},
	} {
		t.Run("profile "+profile, func(t *testing.T) {
			l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: profile}})
			b := box{t, l, "host", "192.168.1.1"}
			switch description, err := b.search(); {
			case offers.upnp == "" && !errors.Is(err, syscall.ECONNREFUSED):
				t.Errorf("UPnP is off, but: %v", err)
			case offers.upnp != "" && (err != nil || !strings.Contains(description, offers.upnp)):
				t.Errorf("no %s: %v in %.200s", offers.upnp, err, description)
			}
			b.wantVersions(offers.pmp, offers.pcp)
		})
	}
}

// wantVersions asks a router both protocols of port 5351 in a row, in both
// orders: the first answer is of the first that is offered.
func (b box) wantVersions(pmp, pcp bool) {
	b.t.Helper()
	ask := map[byte][]byte{0: pmpRequest(40001), 2: pcpRequest("::ffff:192.168.1.10", 40002)}
	offered := map[byte]bool{0: pmp, 2: pcp}
	for first, second := range map[byte]byte{0: 2, 2: 0} {
		answer, err := b.ask("5351", ask[first], ask[second])
		switch {
		case !pmp && !pcp:
			if !errors.Is(err, syscall.ECONNREFUSED) {
				b.t.Errorf("port 5351 is off, but: %x, %v", answer, err)
			}
		case err != nil || len(answer) < 4 || answer[3] != 0:
			b.t.Errorf("answer %x, %v", answer, err)
		case offered[first] != (answer[0] == first):
			b.t.Errorf("asked in version %d, then %d, it answers in %d", first, second, answer[0])
		}
	}
}
