package main

import (
	"image"
	"image/png"
	"os"
	"testing"
)

// The picture in the repository is the one that this program draws.
func TestIconIsCurrent(t *testing.T) {
	f, err := os.Open("../../../Icon.png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	have, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	want := draw(1024)
	if have.Bounds() != want.Bounds() {
		t.Fatalf("it is %v, not %v", have.Bounds(), want.Bounds())
	}
	if n := differing(have, want); n > 0 {
		t.Errorf("%d pixels differ: run go generate ./ui/kit/icon", n)
	}
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

// At 16 pixels each colour still fills pixels of its own, and what is around
// the bubbles is transparent.
func TestIconAtSixteenPixels(t *testing.T) {
	icon, full, clear := draw(16), map[any]int{}, 0
	for y := range 16 {
		for x := range 16 {
			if c := icon.NRGBAAt(x, y); c.A == 255 {
				full[c]++
			} else if c.A == 0 {
				clear++
			}
		}
	}
	if full[teal] < 40 || full[amber] < 40 || full[white] < 6 || clear < 60 {
		t.Errorf("teal %d, amber %d, white %d, clear %d of 256", full[teal], full[amber], full[white], clear)
	}
}
