package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"realtalk/app/lang"
)

// Prose is text that wraps at words, in a size and a colour of the theme.
type Prose struct {
	widget.RichText

	segment *widget.TextSegment
	text    string // what the segment shows, as it was said
}

// NewHeading makes the title of a screen.
func NewHeading(text string) *Prose {
	return newProse(text, theme.SizeNameHeadingText, theme.ColorNameForeground, true)
}

// NewSubheading makes the title of a part.
func NewSubheading(text string) *Prose {
	return newProse(text, theme.SizeNameSubHeadingText, theme.ColorNameForeground, true)
}

// NewBody makes ordinary text.
func NewBody(text string) *Prose {
	return newProse(text, theme.SizeNameText, theme.ColorNameForeground, false)
}

// NewStrong makes ordinary text in bold.
func NewStrong(text string) *Prose {
	return newProse(text, theme.SizeNameText, theme.ColorNameForeground, true)
}

// NewCaption makes small text of second rank.
func NewCaption(text string) *Prose {
	return newProse(text, theme.SizeNameCaptionText, ColorMuted, false)
}

// NewWarning makes text that says what went wrong. It is hidden while empty.
func NewWarning() *Prose {
	p := newProse("", theme.SizeNameText, theme.ColorNameError, false)
	p.Hide()
	return p
}

func newProse(text string, size fyne.ThemeSizeName, color fyne.ThemeColorName, bold bool) *Prose {
	p := &Prose{text: text, segment: &widget.TextSegment{Text: text, Style: widget.RichTextStyle{
		SizeName: size, ColorName: color, TextStyle: fyne.TextStyle{Bold: bold}, Inline: true,
	}}}
	p.Segments = []widget.RichTextSegment{p.segment}
	p.Wrapping = fyne.TextWrapWord
	p.Scroll = container.ScrollNone
	if lang.RightToLeft() {
		p.segment.Style.Alignment = fyne.TextAlignTrailing
	}
	p.ExtendBaseWidget(p)
	p.lay(0)
	return p
}

// Resize implements fyne.CanvasObject.
func (p *Prose) Resize(size fyne.Size) {
	if size.Width != p.Size().Width {
		p.lay(size.Width)
	}
	p.RichText.Resize(size)
}

// Refresh implements fyne.CanvasObject.
func (p *Prose) Refresh() {
	p.lay(p.Size().Width)
	p.RichText.Refresh()
}

// lay gives the text to Fyne, which breaks it at words.
func (p *Prose) lay(width float32) {
	p.segment.Text = p.text
	if lang.RightToLeft() || lang.WithoutSpaces() {
		p.segment.Text = p.broken(width)
	}
}

// Centered sets the text in the middle of its line and returns it.
func (p *Prose) Centered() *Prose {
	p.segment.Style.Alignment = fyne.TextAlignCenter
	return p
}

// Text gives what is shown.
func (p *Prose) Text() string { return p.text }

// SetText shows another text; an empty one hides the widget.
func (p *Prose) SetText(text string) {
	if text == p.text {
		return
	}
	p.text = text
	p.Hidden = text == ""
	p.Refresh()
}

// SetColor shows the text in another colour of the theme.
func (p *Prose) SetColor(name fyne.ThemeColorName) {
	p.segment.Style.ColorName = name
	p.Refresh()
}
