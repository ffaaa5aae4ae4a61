package kit

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

var (
	_ fyne.Accessible = (*Prose)(nil)
	_ fyne.Accessible = (*Badge)(nil)
	_ fyne.Accessible = (*Button)(nil)
	_ fyne.Accessible = (*Bell)(nil)
	_ fyne.Accessible = (*Option)(nil)
	_ fyne.Accessible = (*Choice)(nil)
	_ fyne.Accessible = (*Entry)(nil)
	_ fyne.Accessible = (*Box)(nil)
	_ fyne.Accessible = (*Panel)(nil)
	_ fyne.Accessible = (*Sheet)(nil)
)

// spoken gives what can be read of an object and of what it holds, a line each.
func spoken(o fyne.CanvasObject) string {
	if !o.Visible() {
		return ""
	}
	var parts []string
	switch o := o.(type) {
	case *container.Scroll:
		return spoken(o.Content)
	case *fyne.Container:
		for _, child := range o.Objects {
			parts = append(parts, spoken(child))
		}
	case fyne.Accessible:
		return o.AccessibilityLabel()
	}
	return lines(parts...)
}

// lines puts what is not empty into a line each.
func lines(parts ...string) string {
	var all []string
	for _, part := range parts {
		if part != "" {
			all = append(all, part)
		}
	}
	return strings.Join(all, "\n")
}

// field is what is said of a field: what it is for, and what is in it unless
// that is hidden from the eyes, too.
func field(about, text string, hidden bool) string {
	switch {
	case text == "" || hidden:
		return about
	case about == "":
		return text
	}
	return SpokenField(about, text)
}

// AccessibilityLabel implements fyne.Accessible.
func (p *Prose) AccessibilityLabel() string { return p.Text() }

// AccessibilityRole implements fyne.Accessible.
func (p *Prose) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel implements fyne.Accessible.
func (b *Badge) AccessibilityLabel() string { return b.Text() }

// AccessibilityRole implements fyne.Accessible.
func (b *Badge) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel implements fyne.Accessible. The toolkit's own button ends
// the program where it has neither word nor icon.
func (b *Button) AccessibilityLabel() string { return cmp.Or(b.Text, b.says) }

// AccessibilityLabel implements fyne.Accessible: the word, even where there is
// no room to show it, and the count.
func (b *Bell) AccessibilityLabel() string {
	if b.n == 0 {
		return b.label
	}
	return SpokenCount(b.label, b.n)
}

// AccessibilityRole implements fyne.Accessible.
func (b *Bell) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel implements fyne.Accessible.
func (o *Option) AccessibilityLabel() string {
	text := o.content.Objects[1].(*fyne.Container).Objects
	name, hint := spoken(text[0]), spoken(text[1])
	if o.Tick.Checked {
		return lines(SpokenOn(name), hint)
	}
	return lines(SpokenOff(name), hint)
}

// AccessibilityRole implements fyne.Accessible.
func (o *Option) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel implements fyne.Accessible.
func (c *Choice) AccessibilityLabel() string { return c.Selected }

// AccessibilityRole implements fyne.Accessible.
func (c *Choice) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel implements fyne.Accessible.
func (e *Entry) AccessibilityLabel() string { return field(e.PlaceHolder, e.Text, e.Password) }

// AccessibilityRole implements fyne.Accessible.
func (e *Entry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel implements fyne.Accessible.
func (b *Box) AccessibilityLabel() string { return field(b.PlaceHolder, b.Text, false) }

// AccessibilityRole implements fyne.Accessible.
func (b *Box) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel implements fyne.Accessible: the toolkit does not look into
// a widget.
func (p *Panel) AccessibilityLabel() string { return spoken(p.Content) }

// AccessibilityRole implements fyne.Accessible.
func (p *Panel) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel implements fyne.Accessible.
func (s *Sheet) AccessibilityLabel() string {
	return lines(spoken(s.title), spoken(s.body), spoken(s.says), spoken(s.buttons))
}

// AccessibilityRole implements fyne.Accessible.
func (s *Sheet) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
