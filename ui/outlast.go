package ui

import "time"

// loopPatience is how long the toolkit may take to return once its window is
// gone.
const loopPatience = 3 * time.Second

// outlast leaves without the toolkit if that does not return. A function that is
// posted in the moment in which its loop ends is lost, and Fyne 2.8 waits for one
// of its own there: every fiftieth end or so would leave a program that nobody
// sees and that keeps its port.
func outlast(gone, returned <-chan struct{}, leave func()) {
	<-gone
	select {
	case <-returned:
	case <-time.After(loopPatience):
		leave()
	}
}
