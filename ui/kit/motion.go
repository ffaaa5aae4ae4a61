package kit

import "fyne.io/fyne/v2"

// Calm gives an app whose windows do without movement while the Theme in use
// says so: no cursor blinks, no press ripples, nothing slides. The toolkit
// knows this wish only of all its programs at once, from a file of the user's,
// or of a build; the wrapped app answers it for this one. It is to be made the
// current app (fyne.SetCurrentApp) before there is a window.
func Calm(app fyne.App) fyne.App { return &calm{app} }

type calm struct{ fyne.App }

// Settings implements fyne.App.
func (c *calm) Settings() fyne.Settings { return calmSettings{c.App.Settings()} }

type calmSettings struct{ fyne.Settings }

// ShowAnimations implements fyne.Settings.
func (c calmSettings) ShowAnimations() bool {
	t, ok := c.Theme().(interface{ still() bool })
	return c.Settings.ShowAnimations() && !(ok && t.still())
}

func (t Theme) still() bool { return t.LessMotion }
