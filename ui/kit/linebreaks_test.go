package kit

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/app/lang"
)

func TestLinesBreakWhereTheyMay(t *testing.T) {
	for text, want := range map[string]string{
		"":              "",
		"有人来了。":         "有|人|来|了。",
		"打开「聊天」，再 试":    "打|开|「聊|天」，|再 |试",
		"Real Talkを開く。": "Real |Talk|を|開|く。",
		"3回入力した":        "3|回|入|力|し|た",
	} {
		if got := strings.Join(together(text), "|"); got != want {
			t.Errorf("%q breaks as %q, want %q", text, got, want)
		}
	}
}

func TestAsMuchAsFitsIsInALine(t *testing.T) {
	fits := func(line string) bool { return utf8.RuneCountInString(line) <= 5 }
	got := linesOf([]string{"a ", "bc ", "d ", "longer ", "x"}, fits)
	if want := []string{"a bc", "d", "longer", "x"}; !slices.Equal(got, want) {
		t.Errorf("the lines are %q, want %q", got, want)
	}
}

func TestNoLineBeginsWithAFullStop(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	lang.Use("zh")
	t.Cleanup(func() { lang.Use(lang.English) })
	const text = "有人给您发了邀请，或在您的网络中主持聊天。"
	p := NewBody(text)
	for width := range 20 {
		p.Resize(fyne.NewSize(60+10*float32(width), 300))
		for line := range strings.SplitSeq(p.segment.Text, "\n") {
			if strings.HasPrefix(line, "。") || strings.HasPrefix(line, "，") {
				t.Errorf("a line is %q", line)
			}
		}
		if strings.ReplaceAll(p.segment.Text, "\n", "") != text {
			t.Errorf("it says %q", p.segment.Text)
		}
	}
}
