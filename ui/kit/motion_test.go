package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
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

func TestNothingMovesWhereThatIsWished(t *testing.T) {
	for _, look := range []struct {
		theme fyne.Theme
		moves bool
	}{{theme.DefaultTheme(), true}, {Theme{}, true}, {Theme{LessMotion: true}, false}} {
		inner := test.NewTempApp(t)
		driver := &moving{Driver: inner.Driver()}
		app := Calm(watched{inner, driver})
		fyne.SetCurrentApp(app)
		app.Settings().SetTheme(look.theme)
		field, button := NewEntry(""), NewButton("x", func() {})
		win := test.NewTempWindow(t, NewColumn(GapSmall, field, button))
		win.Canvas().Focus(field) // its cursor blinks
		blinks := driver.begun
		test.Tap(button) // a press spreads over it
		if moves := blinks > 0; moves != look.moves || (driver.begun > blinks) != look.moves {
			t.Errorf("%+v: %d blink, then %d move", look.theme, blinks, driver.begun)
		}
	}
}
