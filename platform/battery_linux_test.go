package platform

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOnBattery reads folders as laptops, desktops and their gadgets have them:
// "NAME fact=value fact=value; NAME ...".
func TestOnBattery(t *testing.T) {
	own := supplies
	t.Cleanup(func() { supplies = own })
	for _, test := range []struct {
		name, found string
		on, known   bool
	}{
		{"nothing", "", false, false},
		{"desktop", "AC type=Mains online=1", false, true},
		{"unplugged", "AC type=Mains online=0; BAT0 type=Battery present=1 status=Discharging", true, true},
		{"plugged", "AC type=Mains online=1; BAT0 type=Battery present=1 status=Charging", false, true},
		{"full", "AC type=Mains online=1; BAT0 type=Battery status=Full", false, true},
		{"weak charger", "BAT0 type=Battery status=Discharging; usb type=USB online=1", false, true},
		{"only USB, unplugged", "BAT0 type=Battery status=Discharging; usb type=USB online=0", true, true},
		{"two batteries", "AC type=Mains online=0; BAT0 type=Battery status=Unknown; BAT1 type=Battery status=Discharging", true, true},
		{"status not told", "AC type=Mains online=0; BAT0 type=Battery status=Unknown", true, true},
		{"mouse on a desktop", "hid type=Battery scope=Device status=Discharging", false, false},
		{"mouse and mains", "AC type=Mains online=1; hid type=Battery scope=Device status=Discharging", false, true},
		{"empty bay", "BAT1 type=Battery present=0 status=Unknown", false, false},
		{"UPS", "ups type=UPS status=Discharging", true, true},
		{"not told at all", "AC online=1; BAT0 status=Discharging", false, false},
		{"endless", "BAT0 type=Battery status=" + strings.Repeat("Discharging", 100), false, true},
	} {
		root := t.TempDir()
		for supply := range strings.SplitSeq(test.found, ";") {
			facts := strings.Fields(supply)
			if len(facts) == 0 {
				continue
			}
			dir := filepath.Join(root, facts[0])
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			for _, fact := range facts[1:] {
				name, value, _ := strings.Cut(fact, "=")
				if err := os.WriteFile(filepath.Join(dir, name), []byte(value+"\n"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		supplies = root
		if on, known := OnBattery(); on != test.on || known != test.known {
			t.Errorf("%s: %v, %v", test.name, on, known)
		}
	}
	supplies = filepath.Join(t.TempDir(), "none")
	if on, known := OnBattery(); on || known {
		t.Error("a folder that is not there tells something")
	}
}
