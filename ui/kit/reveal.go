package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// KeepInView scrolls to what has the focus, after something above it grew.
func KeepInView(on fyne.Canvas) {
	if o, ok := on.Focused().(fyne.CanvasObject); ok {
		reveal(o)
	}
}

// reveal scrolls to what has the focus now: the toolkit lets Tab go to what
// cannot be seen.
func reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	on := driver.CanvasForObject(o)
	if on == nil {
		return
	}
	over := on.Content()
	if top := on.Overlays().Top(); top != nil {
		over = top
	}
	scroll := scrollOf(over, o)
	if scroll == nil || scroll.Size().Height == 0 {
		return
	}
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll).Y
	end := top + o.Size().Height
	switch view := scroll.Size().Height; {
	case top < 0:
		scroll.ScrollToOffset(fyne.NewPos(0, scroll.Offset.Y+top-revealMargin))
	case end > view:
		scroll.ScrollToOffset(fyne.NewPos(0, scroll.Offset.Y+end-view+revealMargin))
	}
}

// scrollOf finds the innermost scroller around an object, nil if there is none.
func scrollOf(in, o fyne.CanvasObject) *container.Scroll {
	for _, child := range inside(in) {
		if found := scrollOf(child, o); found != nil {
			return found
		}
	}
	if scroll, ok := in.(*container.Scroll); ok && holds(scroll, o) {
		return scroll
	}
	return nil
}

// holds tells whether an object is somewhere inside another one.
func holds(in, o fyne.CanvasObject) bool {
	if in == o {
		return true
	}
	for _, child := range inside(in) {
		if holds(child, o) {
			return true
		}
	}
	return false
}

// inside gives what an object is made of, as far as forms are.
func inside(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case *Sheet:
		return []fyne.CanvasObject{o.body}
	case *Panel:
		return []fyne.CanvasObject{o.Content}
	case *Option:
		return []fyne.CanvasObject{o.content}
	}
	return nil
}
