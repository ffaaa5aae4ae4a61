package ui

import (
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/app/lang"
	"realtalk/ui/kit"
)

// choices finds the choices on the sheet that lies on top.
func (d *bench) choices() (found []*kit.Choice) {
	walk(d.top(), func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Choice); ok {
			found = append(found, c)
		}
	})
	return found
}

// TestLookAndLanguageHoldAtOnce: another colour or size dresses the window, another
// language opens the settings in it.
func TestLookAndLanguageHoldAtOnce(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	t.Cleanup(func() { lang.Use("en") })
	var dressed []kit.Theme
	d.dress = func(k kit.Theme) { dressed = append(dressed, k) }
	d.showSettings()
	d.choices()[0].SetSelected(kit.ColoursDark())
	d.choices()[1].SetSelected(kit.SizeOf(150))
	if want := []kit.Theme{{Variant: "dark"}, {Variant: "dark", Percent: 150}}; !slices.Equal(dressed, want) {
		t.Errorf("dressed as %v, want %v", dressed, want)
	}
	d.choices()[2].SetSelected("Deutsch")
	if lang.Now() != "de" || d.choices()[0].Selected != kit.ColoursDark() || kit.ColoursDark() == "Dark" {
		t.Errorf("speaks %s, shows %q", lang.Now(), d.choices()[0].Selected)
	}
	if d.b.settings.Language != "de" || d.b.settings.TextSize != 150 {
		t.Errorf("kept %+v", d.b.settings)
	}
	d.press(kit.WordDone())
	d.wantText(kit.WordHostChat())
}

func TestAutostartThatIsRefused(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true, autostart: true, noAutostart: errors.New("no")}, Start{})
	d.showSettings()
	var found *kit.Option
	walk(d.top(), func(o fyne.CanvasObject) {
		if option, ok := o.(*kit.Option); ok && reads(option, kit.SettingsAutostart()) {
			found = option
		}
	})
	test.Tap(found)
	if !d.b.autostart || !found.Tick.Checked {
		t.Error("it shows what the computer did not do")
	}
}

// reads tells whether a text stands in an object.
func reads(in fyne.CanvasObject, text string) (found bool) {
	walk(in, func(o fyne.CanvasObject) {
		p, ok := o.(*kit.Prose)
		found = found || ok && p.Text() == text
	})
	return found
}

func TestPromisesAndLicencesAreShown(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	d.showSettings()
	d.press(kit.WordPromises())
	d.wantText(kit.PromisesNot())
	d.press(kit.WordDone())
	d.press(kit.WordLicences())
	d.wantText("Real Talk")
	d.press(kit.WordDone())
	d.wantText(kit.AboutVersion("1.2.3"))
}
