// Command icon draws Icon.png, the program's icon: two speech bubbles that meet.
//
// The picture is 1024 by 1024 pixels, transparent around the bubbles, and made
// of few large forms in two colours, since it must be known again at 16 pixels
// in a tray, on dark and on light. Edges are smoothed by asking 4 by 4 points in
// each pixel which form they lie in.
package main

import (
	"fmt"
	"image/png"
	"os"
)

//go:generate go run . ../../../Icon.png

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: icon FILE")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(f, draw(1024)); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
