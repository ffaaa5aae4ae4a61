package platform

import (
	"os"

	"golang.org/x/sys/windows/registry"
)

const firewallKey = `SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules`

// firewallRules gives all rules, with no variable in their paths, and the path of
// this program.
func firewallRules() (rules []string, exe string, err error) {
	if exe, err = os.Executable(); err != nil {
		return nil, "", err
	}
	key, err := registry.OpenKey(registry.LOCAL_MACHINE, firewallKey, registry.QUERY_VALUE)
	if err != nil {
		return nil, "", err
	}
	defer key.Close()
	names, err := key.ReadValueNames(-1)
	if err != nil {
		return nil, "", err
	}
	for _, name := range names {
		rule, _, err := key.GetStringValue(name)
		if err != nil {
			continue // not a text, so no rule
		}
		if expanded, err := registry.ExpandString(rule); err == nil {
			rule = expanded
		}
		rules = append(rules, rule)
	}
	return rules, exe, nil
}
