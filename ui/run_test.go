package ui

import (
	"bytes"
	"errors"
	"log"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func TestHousekeepingOfTheToolkitIsNotLogged(t *testing.T) {
	var out bytes.Buffer
	t.Cleanup(func() {
		log.SetOutput(os.Stderr)
		log.SetFlags(log.LstdFlags)
	})
	quiet(&out)
	fyne.LogError("Preferences load error:", errors.New("EOF"))
	fyne.LogError("Failed to create app cache space", nil)
	if out.Len() > 0 {
		t.Errorf("logged %q", out.String())
	}
	fyne.LogError("window creation error", errors.New("no GLX"))
	for _, want := range []string{"window creation error\n", "  Cause: no GLX\n", "  At: "} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %q", want, out.String())
		}
	}
}

func TestThePackageHasTheSameID(t *testing.T) {
	packaged, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(packaged, []byte("\nID = \""+AppID+"\"\n")) {
		t.Errorf("FyneApp.toml does not have the ID %s", AppID)
	}
}
