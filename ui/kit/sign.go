package kit

import (
	_ "embed"

	"fyne.io/fyne/v2"
)

//go:embed lock.svg
var lock []byte

//go:embed bell.svg
var bell []byte

// The signs are painted in the ink of what they stand on.
var (
	lockSign = fyne.NewStaticResource("lock.svg", lock)
	bellSign = fyne.NewStaticResource("bell.svg", bell)
)
