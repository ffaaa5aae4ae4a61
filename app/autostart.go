package app

import (
	"os"

	"realtalk/app/lang"
	"realtalk/platform"
)

// Autostart tells whether Real Talk starts when this user logs in. It may wait
// for the disk. The error is a *Trouble.
func (a *App) Autostart() (bool, error) {
	on, err := platform.Autostart()
	if err != nil {
		return false, noAutostart(err)
	}
	return on, nil
}

// SetAutostart has it start then or not any more: this program, with the profile
// that is open, hidden in the tray. It may wait for the disk. The error is a
// *Trouble.
func (a *App) SetAutostart(on bool) error {
	exe, err := os.Executable()
	if err != nil {
		return noAutostart(err)
	}
	args := []string{"--hidden"}
	if a.options.Profile != "" {
		args = append(args, "--profile", a.profile.Dir())
	}
	if err := platform.SetAutostart(on, exe, args); err != nil {
		return noAutostart(err)
	}
	return nil
}

func noAutostart(err error) error {
	return &Trouble{
		Code: "autostart", Text: lang.Say("This computer did not let Real Talk see or change what starts when you log in."),
		Hint: lang.Say("Look for it in the settings of your desktop."), err: err,
	}
}
