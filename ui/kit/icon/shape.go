package main

import (
	"image/color"
	"math"
)

// point is in units of the icon's width, from the upper left corner.
type point struct{ x, y float64 }

var (
	teal  = color.NRGBA{R: 0x12, G: 0x9c, B: 0x8f, A: 0xff}
	amber = color.NRGBA{R: 0xff, G: 0xa6, B: 0x2b, A: 0xff}
	white = color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
	red   = color.NRGBA{R: 0xd9, G: 0x2d, B: 0x20, A: 0xff}
)

// bubble is a rounded box with a tail, a triangle that begins in the box.
type bubble struct {
	min, max point
	radius   float64
	tail     [3]point
}

// The sides of the boxes lie on sixteenths, so that they are sharp at 16 pixels.
var (
	first = bubble{
		min: point{0, 1. / 16}, max: point{10. / 16, 10. / 16}, radius: 3. / 16,
		tail: [3]point{{0.08, 0.45}, {0.36, 0.55}, {1. / 16, 14. / 16}},
	}
	second = bubble{
		min: point{6. / 16, 5. / 16}, max: point{1, 14. / 16}, radius: 3. / 16,
		tail: [3]point{{0.93, 0.70}, {0.66, 0.80}, {15. / 16, 1}},
	}
)

// colourAt gives the colour of the icon at p; ok is false outside. Where the
// bubbles meet it is white.
func colourAt(p point) (c color.NRGBA, ok bool) {
	in1, in2 := first.has(p), second.has(p)
	switch {
	case in1 && in2:
		return white, true
	case in1:
		return teal, true
	case in2:
		return amber, true
	}
	return color.NRGBA{}, false
}

// The dot lies where the bubbles leave room, with a transparent rim that parts
// it from them.
var dot = point{12.5 / 16, 3.5 / 16}

const (
	dotRadius = 3.5 / 16
	dotRim    = 1. / 16
)

// dotted puts the dot on a shape.
func dotted(at shape) shape {
	return func(p point) (c color.NRGBA, ok bool) {
		switch d := math.Hypot(p.x-dot.x, p.y-dot.y); {
		case d <= dotRadius:
			return red, true
		case d <= dotRadius+dotRim:
			return color.NRGBA{}, false
		}
		return at(p)
	}
}

func (b bubble) has(p point) bool { return b.boxHas(p) || b.tailHas(p) }

// boxHas measures from the nearest point of the box that is shrunk by the
// radius.
func (b bubble) boxHas(p point) bool {
	x := min(max(p.x, b.min.x+b.radius), b.max.x-b.radius)
	y := min(max(p.y, b.min.y+b.radius), b.max.y-b.radius)
	return math.Hypot(p.x-x, p.y-y) <= b.radius
}

// tailHas asks whether p lies on the same side of all three edges.
func (b bubble) tailHas(p point) bool {
	side := func(from, to point) bool {
		return (to.x-from.x)*(p.y-from.y)-(to.y-from.y)*(p.x-from.x) >= 0
	}
	s := side(b.tail[0], b.tail[1])
	return s == side(b.tail[1], b.tail[2]) && s == side(b.tail[2], b.tail[0])
}
