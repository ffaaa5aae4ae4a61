package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"realtalk/app/lang"
)

func TestTextFromRightToLeftIsTurnedLineByLine(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	lang.Use("ar")
	t.Cleanup(func() { lang.Use(lang.English) })
	const text = "العنوان 203.0.113.7 محظور الآن، واسمه Anna.\nنعم."
	p := NewBody(text)
	if got := p.segment.Text; strings.Count(got, "\n") != 1 {
		t.Errorf("without a width it has other lines than said: %q", got)
	}
	for _, width := range []float32{120, 200} {
		p.Resize(fyne.NewSize(width, 300))
		var words []string
		for line := range strings.SplitSeq(p.segment.Text, "\n") {
			words = append(words, strings.Fields(line)...)
		}
		if got := strings.Count(p.segment.Text, "\n"); got < 2 || len(words) != len(strings.Fields(text)) {
			t.Errorf("at %v: %d lines of %q", width, got+1, words)
		}
	}
	if p.Text() != text {
		t.Errorf("it says %q", p.Text())
	}
	p.SetText("Anna")
	if p.segment.Text != "Anna" {
		t.Errorf("a name alone is drawn as %q", p.segment.Text)
	}
}

func TestLabelsFromRightToLeftAreTurned(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	lang.Use("ar")
	t.Cleanup(func() { lang.Use(lang.English) })
	b := NewButton("حفظ…", nil)
	w := test.NewTempWindow(t, b)
	for _, label := range []string{"حفظ…", "الأشخاص (2)"} {
		b.SetText(label)
		shown := ""
		for _, o := range test.LaidOutObjects(w.Content()) {
			if text, ok := o.(*canvas.Text); ok {
				shown += text.Text
			}
		}
		if want := lang.LineRightToLeft(label); shown != want || b.Text != label {
			t.Errorf("%q is drawn as %q, want %q", b.Text, shown, want)
		}
	}
}

func TestTextFromLeftToRightIsLeftToFyne(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	p := NewBody("one two three")
	p.Resize(fyne.NewSize(40, 300))
	if p.segment.Text != p.Text() {
		t.Errorf("it is drawn as %q", p.segment.Text)
	}
}
