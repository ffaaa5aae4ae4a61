package kit

import (
	_ "embed"

	"fyne.io/fyne/v2"
)

//go:embed lock.svg
var lock []byte

// lockSign is painted in the ink of what it stands on.
var lockSign = fyne.NewStaticResource("lock.svg", lock)
