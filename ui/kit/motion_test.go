package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// moving counts what begins to move.
type moving struct {
	fyne.Driver

	begun int
}

func (m *moving) StartAnimation(*fyne.Animation) { m.begun++ }

// watched is an app whose movements are counted.
type watched struct {
	fyne.App

	driver *moving
}

func (w watched) Driver() fyne.Driver { return w.driver }

func TestNothingMoves(t *testing.T) {
	for _, calm := range []bool{false, true} {
		inner := test.NewTempApp(t)
		driver := &moving{Driver: inner.Driver()}
		var app fyne.App = watched{inner, driver}
		if calm {
			app = Calm(app)
		}
		fyne.SetCurrentApp(app)
		app.Settings().SetTheme(Theme{})
		field, button := NewEntry(""), NewButton("x", func() {})
		win := test.NewTempWindow(t, NewColumn(GapSmall, field, button))
		win.Canvas().Focus(field) // its cursor blinks
		blinks := driver.begun
		test.Tap(button) // a press spreads over it
		if blinks > 0 == calm || driver.begun > blinks == calm {
			t.Errorf("calm: %v, but %d blink, then %d move", calm, blinks, driver.begun-blinks)
		}
	}
}
