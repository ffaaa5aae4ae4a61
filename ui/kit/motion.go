package kit

import "fyne.io/fyne/v2"

// Calm gives an app whose windows do without movement: no cursor blinks, no
// press ripples, nothing slides. That is for people whom movement disturbs, and
// for the processor: drawn by software, a blinking cursor takes a tenth of a core
// for as long as a chat is open. The toolkit knows this wish only of all its
// programs at once, from a file of the user's, or of a build; the wrapped app
// answers it for this one. It is to be made the current app (fyne.SetCurrentApp)
// before there is a window.
func Calm(app fyne.App) fyne.App { return &calm{app} }

type calm struct{ fyne.App }

// Settings implements fyne.App.
func (c *calm) Settings() fyne.Settings { return calmSettings{c.App.Settings()} }

type calmSettings struct{ fyne.Settings }

// ShowAnimations implements fyne.Settings.
func (calmSettings) ShowAnimations() bool { return false }
