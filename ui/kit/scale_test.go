package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestTextGrowsAndCornersDoNot(t *testing.T) {
	test.NewTempApp(t)
	usual, large := Theme{}, Theme{Percent: 200}
	for name, s := range sizes {
		want := s.at
		if s.grows {
			want *= 2
		}
		if usual.Size(name) != s.at || large.Size(name) != want {
			t.Errorf("%s: %v, then %v", name, usual.Size(name), large.Size(name))
		}
	}
	if got := large.Size(theme.SizeNameSeparatorThickness); got != theme.DefaultTheme().Size(theme.SizeNameSeparatorThickness) {
		t.Errorf("a line became %v wide", got)
	}
}

func TestTheVariantIsChosen(t *testing.T) {
	test.NewTempApp(t)
	for variant, want := range map[string][2]palette{"": {light, dark}, "light": {light, light}, "dark": {dark, dark}} {
		for i, system := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
			if got := (Theme{Variant: variant}).Color(theme.ColorNameBackground, system); got != want[i][theme.ColorNameBackground] {
				t.Errorf("%q where the system has %d: %v", variant, system, got)
			}
		}
	}
}

// What a widget asks for grows with its text while it is on screen.
func TestPartsGrowWithTheirText(t *testing.T) {
	q := NewPhrase()
	q.Set("velvet harbor crayon lemon")
	bell := NewBell("Security", nil)
	bell.SetCount(3)
	for name, o := range map[string]fyne.CanvasObject{
		"badge": NewBadge("Host", BadgeAccent), "lock": NewLockBadge("Locked", BadgePlain), "bell": bell,
		"button": NewButton("Host a chat", nil), "option": NewOption("Name", "What it means.", true, nil),
		"choice": NewChoice([]string{"a", "b"}, 0, nil), "indent": NewIndent(NewButton("x", nil)),
		"named": NewNamed("Ada", NewBadge("Host", BadgeAccent)), "phrase": q.Object,
	} {
		window(t, o, 400, 300)
		before := o.MinSize()
		fyne.CurrentApp().Settings().SetTheme(Theme{Percent: 200})
		after := o.MinSize()
		if after.Height < before.Height*1.6 || after.Width < before.Width {
			t.Errorf("%s: from %v to %v", name, before, after)
		}
	}
}
