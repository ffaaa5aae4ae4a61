//go:build !windows && !darwin

package platform

import (
	"io"
	"os"
	"path/filepath"
	"strings"
)

// supplies is where Linux shows what gives power; other systems have no such
// folder.
var supplies = "/sys/class/power_supply"

// OnBattery tells whether this computer runs on its battery; known is false
// where that cannot be told, as on one that has none.
func OnBattery() (on, known bool) {
	found, err := os.ReadDir(supplies)
	if err != nil {
		return false, false
	}
	unplugged := false
	for _, entry := range found {
		dir := filepath.Join(supplies, entry.Name())
		kind, online := supplyFact(dir, "type"), supplyFact(dir, "online")
		switch {
		case kind == "" || supplyFact(dir, "scope") == "Device": // the battery of a mouse, say
		case kind == "Battery" || kind == "UPS":
			known = known || supplyFact(dir, "present") != "0"
			on = on || supplyFact(dir, "status") == "Discharging"
		case online != "" && online != "0": // by cable; a weak one may not stop the battery from running down
			return false, true
		case online == "0" && kind == "Mains":
			unplugged = true
		}
	}
	return known && (on || unplugged), known
}

// supplyFact reads one of the short files that describe a supply; "" if it is
// not there.
func supplyFact(dir, name string) string {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return ""
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, 64))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(b))
}
