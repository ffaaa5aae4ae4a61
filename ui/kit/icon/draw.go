package main

import (
	"image"
	"image/color"
)

// samples are asked along each side of a pixel.
const samples = 4

// shape gives the colour at a point; ok is false outside.
type shape func(p point) (c color.NRGBA, ok bool)

// draw paints a shape size pixels wide and high.
func draw(size int, at shape) *image.NRGBA {
	icon := image.NewNRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			icon.SetNRGBA(x, y, pixel(x, y, size, at))
		}
	}
	return icon
}

// pixel mixes the colours of its points; those outside all forms only make it
// more transparent.
func pixel(x, y, size int, at shape) color.NRGBA {
	var r, g, b, painted int
	step := 1 / float64(samples*size)
	for j := range samples {
		for i := range samples {
			p := point{(float64(x*samples+i) + 0.5) * step, (float64(y*samples+j) + 0.5) * step}
			if c, ok := at(p); ok {
				r, g, b, painted = r+int(c.R), g+int(c.G), b+int(c.B), painted+1
			}
		}
	}
	if painted == 0 {
		return color.NRGBA{}
	}
	return color.NRGBA{
		R: uint8(r / painted), G: uint8(g / painted), B: uint8(b / painted),
		A: uint8(painted * 255 / (samples * samples)),
	}
}
