package platform

import (
	"slices"
	"strings"
)

// FirewallAsks tells whether the firewall of this system will ask the user about
// this program when it first lets others connect: whether it is Windows' and has
// no rule for the program yet. Where that cannot be told, it is false.
func FirewallAsks() bool {
	rules, exe, err := firewallRules()
	return err == nil && !slices.ContainsFunc(rules, func(rule string) bool { return ruleFor(rule, exe) })
}

// ruleFor reads a rule as the registry has it: "v2.30|Action=Allow|Active=TRUE|
// Dir=In|App=C:\rt.exe|Name=...|". One that blocks is a rule too: the user was
// asked.
func ruleFor(rule, exe string) bool {
	in, active, app := false, false, ""
	for field := range strings.SplitSeq(rule, "|") {
		switch key, value, _ := strings.Cut(field, "="); key {
		case "Dir":
			in = strings.EqualFold(value, "In")
		case "Active":
			active = strings.EqualFold(value, "TRUE")
		case "App":
			app = value
		}
	}
	return in && active && strings.EqualFold(app, exe)
}
