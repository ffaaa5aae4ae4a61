package kit

import (
	"image"
	"strings"
	"testing"

	"github.com/skip2/go-qrcode"
)

const someInvite = "rt:agorkaicamcakbqezmahcaigeaaq3oaaaaaaaaaaaaaaaaaacabaccrxlu"

// What is drawn is, module for module, the code of the text in upper case.
func TestQRShowsTheText(t *testing.T) {
	code, err := qrcode.New(strings.ToUpper(someInvite), qrcode.Low)
	if err != nil {
		t.Fatal(err)
	}
	want := code.Bitmap()
	q := NewQR()
	window(t, q, 300, 300)
	q.SetText(someInvite)
	for _, size := range []image.Point{{len(want), len(want)}, {200, 200}, {333, 210}, {1000, 1000}} {
		img := drawModules(q.modules, size.X, size.Y)
		scale := min(size.X, size.Y) / len(want)
		left, top := (size.X-scale*len(want))/2, (size.Y-scale*len(want))/2
		for y := range size.Y {
			for x := range size.X {
				row, column := floor(y-top, scale), floor(x-left, scale)
				inside := row >= 0 && row < len(want) && column >= 0 && column < len(want)
				r, _, _, _ := img.At(x, y).RGBA()
				if dark := inside && want[row][column]; dark != (r == 0) || r != 0 && r != 0xffff {
					t.Fatalf("%v: at %d, %d: %v, want dark %v", size, x, y, img.At(x, y), dark)
				}
			}
		}
	}
}

// floor divides downwards.
func floor(n, by int) int {
	if n < 0 {
		return -1
	}
	return n / by
}

// The letters of an invite take less room in upper case: the squares are larger
// than those of the text as it stands.
func TestQRUsesTheShortMode(t *testing.T) {
	q := NewQR()
	window(t, q, 300, 300)
	q.SetText(someInvite)
	as, err := qrcode.New(someInvite, qrcode.Low)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(as.Bitmap()); len(q.modules) >= n {
		t.Errorf("%d modules, %d as it stands", len(q.modules), n)
	}
}

func TestQRHasRoomForTheLongestInvite(t *testing.T) {
	q := NewQR()
	window(t, q, 300, 300)
	if q.Visible() {
		t.Error("a code of nothing is shown")
	}
	q.SetText("rt:" + strings.Repeat("a", 258))
	if side := q.MinSize().Width; !q.Visible() || int(side-2*qrInset)%len(q.modules) != 0 || side > qrSide+2*qrInset || side < qrSide*3/4 {
		t.Errorf("%d modules on %v", len(q.modules), q.MinSize())
	}
	q.SetText(strings.Repeat("a", 10_000)) // no code holds it
	if q.Visible() {
		t.Error("a code of something else is shown")
	}
	drawModules(q.modules, 100, 100)
	q.SetText("rt:abc")
	drawModules(q.modules, 3, 3) // no room at all
}
