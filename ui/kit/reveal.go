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
	for _, scroll := range scrollsOf(over, o) {
		scrollTo(scroll, o)
	}
}

// scrollTo moves what is in a scroller until an object is in view.
func scrollTo(scroll *container.Scroll, o fyne.CanvasObject) {
	if scroll.Size().Height == 0 {
		return
	}
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll).Y
	end := top + o.Size().Height
	switch view := scroll.Size().Height; {
	case top < 0:
		scroll.ScrollToOffset(fyne.NewPos(0, scroll.Offset.Y+top-revealMargin))
	case end > view:
		scroll.ScrollToOffset(fyne.NewPos(0, scroll.Offset.Y+end-view+revealMargin))
	}
}

// scrollsOf finds the scrollers around an object, the innermost first.
func scrollsOf(in, o fyne.CanvasObject) []*container.Scroll {
	var found []*container.Scroll
	for _, child := range inside(in) {
		if found = scrollsOf(child, o); found != nil {
			break
		}
	}
	if scroll, ok := in.(*container.Scroll); ok && holds(scroll, o) {
		found = append(found, scroll)
	}
	return found
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
		return []fyne.CanvasObject{o.all}
	case *Panel:
		return []fyne.CanvasObject{o.Content}
	case *Option:
		return []fyne.CanvasObject{o.content}
	}
	return nil
}
