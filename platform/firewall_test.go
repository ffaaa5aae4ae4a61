package platform

import "testing"

func TestFirewallRules(t *testing.T) {
	const exe = `C:\Program Files\Real Talk\realtalk.exe`
	for rule, want := range map[string]bool{
		`v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Private|App=C:\Program Files\Real Talk\realtalk.exe|Name=Real Talk|`: true,
		`v2.30|Action=Block|Active=TRUE|Dir=In|Protocol=17|App=c:\program files\real talk\REALTALK.exe|Name=x|`:                        true,
		`v2.30|Action=Allow|Active=TRUE|Dir=Out|App=C:\Program Files\Real Talk\realtalk.exe|`:                                          false,
		`v2.30|Action=Allow|Active=FALSE|Dir=In|App=C:\Program Files\Real Talk\realtalk.exe|`:                                          false,
		`v2.30|Action=Allow|Active=TRUE|Dir=In|App=C:\Program Files\Real Talk\other.exe|`:                                              false,
		`v2.30|Action=Allow|Active=TRUE|Dir=In|Name=C:\Program Files\Real Talk\realtalk.exe|`:                                          false,
		`v2.30|Action=Allow|Active=TRUE|Dir=In|`:                                                                                       false,
		`|||`:                                                                                                                          false,
		``:                                                                                                                             false,
	} {
		if got := ruleFor(rule, exe); got != want {
			t.Errorf("%s: %v", rule, got)
		}
	}
}
