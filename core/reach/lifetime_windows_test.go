package reach

import (
	"testing"

	"golang.org/x/sys/windows"
)

func TestLifetimeOf(t *testing.T) {
	for _, test := range []struct {
		state, origin int32
		want          lifetime
	}{
		{windows.IpDadStatePreferred, windows.IpSuffixOriginLinkLayerAddress, stays},
		{windows.IpDadStatePreferred, windows.IpSuffixOriginDhcp, stays},
		{windows.IpDadStatePreferred, windows.IpSuffixOriginManual, stays},
		{windows.IpDadStatePreferred, windows.IpSuffixOriginRandom, changes},
		{windows.IpDadStateDeprecated, windows.IpSuffixOriginRandom, goesSoon},
		{windows.IpDadStateTentative, windows.IpSuffixOriginLinkLayerAddress, unusable},
		{windows.IpDadStateDuplicate, windows.IpSuffixOriginLinkLayerAddress, unusable},
		{windows.IpDadStateInvalid, windows.IpSuffixOriginManual, unusable},
	} {
		if got := lifetimeOf(&windows.IpAdapterUnicastAddress{DadState: test.state, SuffixOrigin: test.origin}); got != test.want {
			t.Errorf("state %d, origin %d: %d, not %d", test.state, test.origin, got, test.want)
		}
	}
}
