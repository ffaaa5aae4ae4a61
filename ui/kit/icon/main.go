// Command icon draws the program's icon: two speech bubbles that meet. It goes
// into Icon.png, 1024 by 1024 pixels, for packages, and into ui/icon.png, 256 by
// 256, for the window of a program that was never packaged. With a red dot it
// goes into ui/news.png, for the tray while there is something to be seen.
//
// The picture is transparent around the bubbles, and made of few large forms in
// two colours, since it must be known again at 16 pixels in a tray, on dark and
// on light. Edges are smoothed by asking 4 by 4 points in each pixel which form
// they lie in.
package main

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"strconv"
)

//go:generate go run . 1024 ../../../Icon.png
//go:generate go run . 256 ../../icon.png
//go:generate go run . 256 ../../news.png dot

func main() {
	withDot := len(os.Args) == 4 && os.Args[3] == "dot"
	if len(os.Args) != 3 && !withDot {
		fail("usage: icon SIDE FILE [dot]")
	}
	at := colourAt
	if withDot {
		at = dotted(colourAt)
	}
	side, err := strconv.Atoi(os.Args[1])
	if err != nil || side < 1 || side > 4096 {
		fail("SIDE is a number of pixels up to 4096")
	}
	if err := write(draw(side, at), os.Args[2]); err != nil {
		fail(err)
	}
}

func fail(why any) {
	fmt.Fprintln(os.Stderr, why)
	os.Exit(2)
}

func write(picture image.Image, path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(f, picture); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
