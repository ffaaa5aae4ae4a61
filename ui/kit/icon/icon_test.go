package main

import (
	"image"
	"image/png"
	"os"
	"testing"
)

// The pictures in the repository are those that this program draws.
func TestIconsAreCurrent(t *testing.T) {
	for file, want := range map[string]image.Image{
		"../../../Icon.png": draw(1024, colourAt),
		"../../icon.png":    draw(256, colourAt),
		"../../news.png":    draw(256, dotted(colourAt)),
	} {
		have := read(t, file)
		if have.Bounds() != want.Bounds() {
			t.Fatalf("%s is %v, not %v", file, have.Bounds(), want.Bounds())
		}
		if n := differing(have, want); n > 0 {
			t.Errorf("%s: %d pixels differ: run go generate ./ui/kit/icon", file, n)
		}
	}
}

func read(t *testing.T, file string) image.Image {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// differing lets one point of a pixel count otherwise, as processors round
// otherwise.
func differing(a, b image.Image) int {
	const tolerance = 0x1800 // of 0xffff
	n := 0
	for y := range b.Bounds().Dy() {
		for x := range b.Bounds().Dx() {
			r1, g1, b1, a1 := a.At(x, y).RGBA()
			r2, g2, b2, a2 := b.At(x, y).RGBA()
			if max(apart(r1, r2), apart(g1, g2), apart(b1, b2), apart(a1, a2)) > tolerance {
				n++
			}
		}
	}
	return n
}

func apart(a, b uint32) uint32 { return max(a, b) - min(a, b) }

// At 16 pixels, dot and all, each colour still fills pixels of its own, and what is around
// the bubbles is transparent.
func TestIconAtSixteenPixels(t *testing.T) {
	icon, full, clear := draw(16, dotted(colourAt)), map[any]int{}, 0
	for y := range 16 {
		for x := range 16 {
			if c := icon.NRGBAAt(x, y); c.A == 255 {
				full[c]++
			} else if c.A == 0 {
				clear++
			}
		}
	}
	if full[teal] < 40 || full[amber] < 40 || full[white] < 6 || full[red] < 16 || clear < 50 {
		t.Errorf("teal %d, amber %d, white %d, red %d, clear %d of 256", full[teal], full[amber], full[white], full[red], clear)
	}
}
