package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Theme is the look of the window. The zero value is the usual one.
type Theme struct {
	Variant string // "light" or "dark"; "": as the system has it
	Percent int    // of the usual size of text; 0: 100
}

// Scale gives by what text is larger than usual: 1 is usual.
func (t Theme) Scale() float32 {
	if t.Percent == 0 {
		return 1
	}
	return float32(t.Percent) / 100
}

// Colours beside those that Fyne names.
const (
	// ColorSurface is the ground of cards, sheets and others' messages.
	ColorSurface fyne.ThemeColorName = "surface"
	// ColorOwn is the ground of the user's own messages.
	ColorOwn fyne.ThemeColorName = "own"
	// ColorMuted is for text of second rank: times, hints, notices.
	ColorMuted fyne.ThemeColorName = "muted"
	// ColorAlert is the ground of what the user should look at now.
	ColorAlert fyne.ThemeColorName = "alert"
)

type palette map[fyne.ThemeColorName]color.NRGBA

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func rgba(v uint32, a uint8) color.NRGBA {
	c := rgb(v)
	c.A = a
	return c
}

var light = palette{
	theme.ColorNameBackground:          rgb(0xf4f6f8),
	theme.ColorNameForeground:          rgb(0x1a1f24),
	ColorMuted:                         rgb(0x56616c),
	ColorSurface:                       rgb(0xffffff),
	ColorOwn:                           rgb(0xd6eeea),
	ColorAlert:                         rgb(0xfdf1dc),
	theme.ColorNamePrimary:             rgb(0x0b6e69),
	theme.ColorNameForegroundOnPrimary: rgb(0xffffff),
	theme.ColorNameHyperlink:           rgb(0x0b6e69),
	theme.ColorNameFocus:               rgba(0x0b6e69, 0x50),
	theme.ColorNameSelection:           rgba(0x0b6e69, 0x40),
	theme.ColorNameError:               rgb(0xb3261e),
	theme.ColorNameForegroundOnError:   rgb(0xffffff),
	theme.ColorNameWarning:             rgb(0x855300),
	theme.ColorNameForegroundOnWarning: rgb(0xffffff),
	theme.ColorNameSuccess:             rgb(0x1b6b3a),
	theme.ColorNameForegroundOnSuccess: rgb(0xffffff),
	theme.ColorNameButton:              rgb(0xe3e8ec),
	theme.ColorNameDisabledButton:      rgb(0xe8ecef),
	theme.ColorNameDisabled:            rgb(0x818b95),
	theme.ColorNamePlaceHolder:         rgb(0x616c77),
	theme.ColorNameInputBackground:     rgb(0xffffff),
	theme.ColorNameInputBorder:         rgb(0x828c96),
	theme.ColorNameSeparator:           rgb(0xdce2e7),
	theme.ColorNameMenuBackground:      rgb(0xffffff),
	theme.ColorNameOverlayBackground:   rgb(0xffffff),
	theme.ColorNameHeaderBackground:    rgb(0xffffff),
	theme.ColorNameHover:               rgba(0x000000, 0x0d),
	theme.ColorNamePressed:             rgba(0x000000, 0x1c),
	theme.ColorNameScrollBar:           rgba(0x000000, 0x78),
	theme.ColorNameScrollBarBackground: rgb(0xe8ecef),
	theme.ColorNameShadow:              rgba(0x0c1216, 0x55),
}

var dark = palette{
	theme.ColorNameBackground:          rgb(0x13171a),
	theme.ColorNameForeground:          rgb(0xeaeef1),
	ColorMuted:                         rgb(0xa3aeb8),
	ColorSurface:                       rgb(0x1e2429),
	ColorOwn:                           rgb(0x16423f),
	ColorAlert:                         rgb(0x3a2d14),
	theme.ColorNamePrimary:             rgb(0x4cc9bd),
	theme.ColorNameForegroundOnPrimary: rgb(0x06211f),
	theme.ColorNameHyperlink:           rgb(0x4cc9bd),
	theme.ColorNameFocus:               rgba(0x4cc9bd, 0x50),
	theme.ColorNameSelection:           rgba(0x4cc9bd, 0x48),
	theme.ColorNameError:               rgb(0xff9389),
	theme.ColorNameForegroundOnError:   rgb(0x370a06),
	theme.ColorNameWarning:             rgb(0xf0bb55),
	theme.ColorNameForegroundOnWarning: rgb(0x2b1d00),
	theme.ColorNameSuccess:             rgb(0x7fd694),
	theme.ColorNameForegroundOnSuccess: rgb(0x06210f),
	theme.ColorNameButton:              rgb(0x2e363d),
	theme.ColorNameDisabledButton:      rgb(0x242b31),
	theme.ColorNameDisabled:            rgb(0x6d7882),
	theme.ColorNamePlaceHolder:         rgb(0x9aa5af),
	theme.ColorNameInputBackground:     rgb(0x191e22),
	theme.ColorNameInputBorder:         rgb(0x707b85),
	theme.ColorNameSeparator:           rgb(0x2d353b),
	theme.ColorNameMenuBackground:      rgb(0x242b31),
	theme.ColorNameOverlayBackground:   rgb(0x1e2429),
	theme.ColorNameHeaderBackground:    rgb(0x1e2429),
	theme.ColorNameHover:               rgba(0xffffff, 0x0f),
	theme.ColorNamePressed:             rgba(0xffffff, 0x22),
	theme.ColorNameScrollBar:           rgba(0xffffff, 0x60),
	theme.ColorNameScrollBarBackground: rgb(0x242b31),
	theme.ColorNameShadow:              rgba(0x000000, 0x88),
}

// Color implements fyne.Theme.
func (t Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch t.Variant {
	case "light":
		variant = theme.VariantLight
	case "dark":
		variant = theme.VariantDark
	}
	p := light
	if variant == theme.VariantDark {
		p = dark
	}
	if c, ok := p[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, variant)
}

// Font implements fyne.Theme.
func (Theme) Font(style fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(style) }

// Icon implements fyne.Theme.
func (Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size implements fyne.Theme.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	s, ok := sizes[name]
	switch {
	case !ok:
		return theme.DefaultTheme().Size(name)
	case s.grows:
		return s.at * t.Scale()
	}
	return s.at
}

// Color gives a colour of the theme in use, for what is painted by hand.
func Color(name fyne.ThemeColorName) color.Color {
	settings := fyne.CurrentApp().Settings()
	return settings.Theme().Color(name, settings.ThemeVariant())
}
