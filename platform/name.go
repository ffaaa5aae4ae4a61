package platform

const (
	programName  = "Real Talk"
	programEntry = "app.realtalk.rt" // the desktop entry, without .desktop
)
