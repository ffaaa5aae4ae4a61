package platform_test

import (
	"testing"

	"realtalk/platform"
)

// TestAutostart leaves things as they were.
func TestAutostart(t *testing.T) {
	if on, err := platform.Autostart(); on || err != nil {
		t.Skip("something is set: ", on, err)
	}
	for range 2 {
		for _, want := range []bool{true, false} {
			if err := platform.SetAutostart(want, `C:\a b\rt.exe`, []string{"--hidden"}); err != nil {
				t.Fatal(err)
			}
			if on, err := platform.Autostart(); err != nil || on != want {
				t.Errorf("%v, %v; want %v", on, err, want)
			}
		}
	}
}
