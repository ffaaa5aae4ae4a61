package kit

import (
	"image/color"
	"math"
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

func TestContrast(t *testing.T) {
	test.NewTempApp(t)
	pairs := map[fyne.ThemeColorName][]fyne.ThemeColorName{
		theme.ColorNameForeground:          {theme.ColorNameBackground, ColorSurface, ColorOwn, ColorAlert, theme.ColorNameButton, theme.ColorNameInputBackground},
		ColorMuted:                         {theme.ColorNameBackground, ColorSurface, theme.ColorNameButton, ColorAlert},
		theme.ColorNamePlaceHolder:         {theme.ColorNameInputBackground},
		theme.ColorNamePrimary:             {theme.ColorNameBackground, ColorSurface},
		theme.ColorNameError:               {theme.ColorNameBackground, ColorSurface},
		theme.ColorNameForegroundOnPrimary: {theme.ColorNamePrimary},
		theme.ColorNameForegroundOnError:   {theme.ColorNameError},
		theme.ColorNameForegroundOnSuccess: {theme.ColorNameSuccess},
		theme.ColorNameForegroundOnWarning: {theme.ColorNameWarning},
	}
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		for ink, grounds := range pairs {
			for _, ground := range grounds {
				got := contrast(Theme{}.Color(ink, variant), Theme{}.Color(ground, variant))
				if got < 4.5 {
					t.Errorf("variant %d: %s on %s has %.2f to 1", variant, ink, ground, got)
				}
			}
		}
	}
}

// What shows where a field or a box begins needs less (WCAG 2.2, 1.4.11).
func TestBordersAreSeen(t *testing.T) {
	test.NewTempApp(t)
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		for _, ground := range []fyne.ThemeColorName{ColorSurface, theme.ColorNameInputBackground} {
			if got := contrast(Theme{}.Color(theme.ColorNameInputBorder, variant), Theme{}.Color(ground, variant)); got < 3 {
				t.Errorf("variant %d: the border on %s has %.2f to 1", variant, ground, got)
			}
		}
	}
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
