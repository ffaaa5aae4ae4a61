package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The type scale, at 100 percent. Text of second rank is still read with ease,
// and each step up is seen at once.
const (
	textSize       = 15
	captionSize    = 12.5
	subheadingSize = 18
	headingSize    = 26
	badgeSize      = 11
	iconSize       = 20 // within a line of text
	linePadding    = 8  // around the text of a label, a button, a field
	lineSpacing    = 4
)

// The gaps of columns and rows. A label leaves room around its text, which the
// lesser ones take back.
const (
	GapWithin = -12 // a line that goes on with the one above, as a name with what is known
	GapBelow  = -10 // a hint below what it is about
	GapNone   = 0
	GapSmall  = 4 // between a field and its button
	GapForm   = 6 // between the parts of a form
	GapUsual  = 8
	GapScreen = 12 // between the parts of a screen
)

// Radii of corners.
const (
	radiusField = 8
	radiusCard  = 12
	radiusSheet = 14
)

// Margins and widths, at 100 percent.
const (
	screenMargin = 20
	screenWidth  = 520 // as wide as lines are read well

	sheetWidth   = 520
	sheetMargin  = 12 // from the edge of the window
	sheetInset   = 16
	sheetGap     = 8
	sheetLeast   = 60  // of a body
	sheetTallest = 560 // of a body that takes all the room
	scrollBar    = 12  // room for it beside the body

	toastWidth = 380
	toastGap   = 8
	toastLeast = 160 // of the room for them, above and below all of which they leave free

	besideText = 240 // the least width of a text with something beside it
	besideGap  = 12
	asideGap   = 8
	namedGap   = 4
	indent     = 28 // what depends on an option stands below its name

	buttonGap = 8
	linkGap   = 2

	qrSide  = 200 // of the picture at most, with the quiet zone
	qrInset = 6   // from the round corners

	signSide  = 11 // of the sign in a badge
	signGap   = 4
	badgeEdge = 7 // left and right of its word
	badgeBrim = 2 // above and below

	leastRow = 120 // the least width of a row of a list

	revealMargin = 8 // kept free beside what is scrolled to
	ringInset    = 2 // leaves a button's own ground to be seen around the ring
	ringWidth    = 2
)

// Scale gives by what text is larger than usual: 1 is usual.
func Scale() float32 {
	app := fyne.CurrentApp()
	if app == nil {
		return 1
	}
	if t, ok := app.Settings().Theme().(interface{ Scale() float32 }); ok {
		return t.Scale()
	}
	return 1
}

// Scaled gives a measure that grows with the text: of what stands around or
// beside it.
func Scaled(v float32) float32 { return v * Scale() }

// labelInset is what a label leaves free around its text.
func labelInset() float32 { return theme.Size(theme.SizeNameInnerPadding) }

// sizes are what the theme gives at 100 percent; those that text needs grow
// with it.
var sizes = map[fyne.ThemeSizeName]struct {
	at    float32
	grows bool
}{
	theme.SizeNameText:            {textSize, true},
	theme.SizeNameCaptionText:     {captionSize, true},
	theme.SizeNameSubHeadingText:  {subheadingSize, true},
	theme.SizeNameHeadingText:     {headingSize, true},
	theme.SizeNameInlineIcon:      {iconSize, true},
	theme.SizeNameInnerPadding:    {linePadding, true},
	theme.SizeNameLineSpacing:     {lineSpacing, true},
	theme.SizeNameInputRadius:     {radiusField, false},
	theme.SizeNameButtonRadius:    {radiusField, false},
	theme.SizeNameModalBlurRadius: {0, false}, // a blurred ground costs a redraw of everything below it
}
