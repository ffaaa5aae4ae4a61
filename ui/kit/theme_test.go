package kit

import (
	"image/color"
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// luminance as in WCAG 2.2.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

func contrast(a, b color.Color) float64 {
	hi, lo := luminance(a), luminance(b)
	if hi < lo {
		hi, lo = lo, hi
	}
	return (hi + 0.05) / (lo + 0.05)
}

// under is a ground, with what the pointer or the focus lays over it.
type under []fyne.ThemeColorName

func (u under) paint(look Theme) color.Color {
	ground := look.Color(u[0], 0)
	for _, name := range u[1:] {
		ground = over(look.Color(name, 0), ground)
	}
	return ground
}

// over lays a colour that lets some light through over another.
func over(top, below color.Color) color.Color {
	r, g, b, a := top.RGBA()
	br, bg, bb, _ := below.RGBA()
	mix := func(c, below uint32) uint16 { return uint16(c + below*(0xffff-a)/0xffff) }
	return color.NRGBA64{R: mix(r, br), G: mix(g, bg), B: mix(b, bb), A: 0xffff}
}

var (
	screens = []under{{theme.ColorNameBackground}, {ColorSurface}, {theme.ColorNameOverlayBackground}, {theme.ColorNameHeaderBackground}}
	boxes   = []under{{ColorOwn}, {ColorAlert}, {theme.ColorNameInputBackground}, {theme.ColorNameMenuBackground}}
	bare    = []under{ // a button without a ground of its own, pointed at, pressed, or with the focus
		{theme.ColorNameBackground, theme.ColorNameHover},
		{ColorSurface, theme.ColorNameHover},
		{ColorAlert, theme.ColorNameHover},
		{theme.ColorNameBackground, theme.ColorNamePressed},
		{ColorSurface, theme.ColorNamePressed},
		{ColorAlert, theme.ColorNamePressed},
		{theme.ColorNameBackground, theme.ColorNameFocus},
		{ColorSurface, theme.ColorNameFocus},
		{ColorAlert, theme.ColorNameFocus},
	}
	raised = []under{
		{theme.ColorNameButton},
		{theme.ColorNameButton, theme.ColorNameHover},
		{theme.ColorNameButton, theme.ColorNamePressed},
		{theme.ColorNameButton, theme.ColorNameFocus},
	}
	marked = []under{ // where text is selected
		{ColorSurface, theme.ColorNameSelection},
		{ColorOwn, theme.ColorNameSelection},
		{theme.ColorNameInputBackground, theme.ColorNameSelection},
	}
)

// on is a colour with its states.
func on(name fyne.ThemeColorName) []under {
	return []under{{name}, {name, theme.ColorNameHover}, {name, theme.ColorNamePressed}, {name, theme.ColorNameFocus}}
}

func all(sets ...[]under) []under { return slices.Concat(sets...) }

// texts are the inks of all that is read, each with the grounds it stands on.
var texts = map[fyne.ThemeColorName][]under{
	theme.ColorNameForeground:          all(screens, boxes, bare, raised, marked),
	ColorMuted:                         all(screens, boxes, []under{{theme.ColorNameButton}, {ColorSurface, theme.ColorNameHover}, {theme.ColorNameBackground, theme.ColorNameHover}}),
	theme.ColorNamePlaceHolder:         {{theme.ColorNameInputBackground}, {ColorSurface}},
	theme.ColorNameHyperlink:           all(screens, boxes, []under{{ColorSurface, theme.ColorNameHover}, {theme.ColorNameBackground, theme.ColorNameHover}}),
	theme.ColorNamePrimary:             all(screens, []under{{ColorAlert}}),
	theme.ColorNameError:               all(screens, []under{{ColorAlert}, {ColorOwn}}),
	theme.ColorNameWarning:             all(screens, []under{{ColorAlert}}),
	theme.ColorNameSuccess:             all(screens, []under{{ColorAlert}}),
	theme.ColorNameForegroundOnPrimary: on(theme.ColorNamePrimary),
	theme.ColorNameForegroundOnError:   on(theme.ColorNameError),
	theme.ColorNameForegroundOnSuccess: on(theme.ColorNameSuccess),
	theme.ColorNameForegroundOnWarning: on(theme.ColorNameWarning),
}

// marks are what shows where a field, a box or a scroll bar is, or what has the
// focus (Button.ink, Choice, Tick, List; a field's own line is Primary).
var marks = map[fyne.ThemeColorName][]under{
	theme.ColorNameInputBorder:         all(screens, []under{{theme.ColorNameInputBackground}}),
	theme.ColorNamePrimary:             all(screens, boxes, []under{{ColorSurface, theme.ColorNameFocus}, {ColorSurface, theme.ColorNameHover}, {theme.ColorNameBackground, theme.ColorNameHover}}),
	theme.ColorNameForeground:          all(raised, bare),
	theme.ColorNameForegroundOnPrimary: on(theme.ColorNamePrimary),
	theme.ColorNameForegroundOnError:   on(theme.ColorNameError),
	theme.ColorNameScrollBar:           {{theme.ColorNameScrollBarBackground}, {theme.ColorNameBackground}, {ColorSurface}, {theme.ColorNameInputBackground}},
}

// wantContrast compares inks with the grounds below them, in both palettes.
func wantContrast(t *testing.T, pairs map[fyne.ThemeColorName][]under, least float64) {
	t.Helper()
	for _, look := range []Theme{{Variant: "light"}, {Variant: "dark"}} {
		for ink, grounds := range pairs {
			for _, ground := range grounds {
				below := ground.paint(look)
				if got := contrast(over(look.Color(ink, 0), below), below); got < least {
					t.Errorf("%s: %s on %s has %.2f to 1, not %.1f", look.Variant, ink, ground, got, least)
				}
			}
		}
	}
}

// WCAG 2.2, 1.4.3 (AA).
func TestTextIsRead(t *testing.T) {
	test.NewTempApp(t)
	wantContrast(t, texts, 4.5)
}

// WCAG 2.2, 1.4.11.
func TestControlsAreSeen(t *testing.T) {
	test.NewTempApp(t)
	wantContrast(t, marks, 3)
}

func TestBothPalettesNameTheSame(t *testing.T) {
	for name := range light {
		if _, ok := dark[name]; !ok {
			t.Errorf("%s is missing in the dark", name)
		}
	}
	if len(light) != len(dark) {
		t.Errorf("%d light colours, %d dark", len(light), len(dark))
	}
}
