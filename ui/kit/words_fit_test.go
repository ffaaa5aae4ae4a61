package kit

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"realtalk/app/lang"
)

// buttonRoom is what the smallest window leaves to a button on a sheet.
const buttonRoom = 304

// A label that is too long makes the window wider than the user wants it. The
// letters of other languages are not in every computer's fonts.
func TestButtonsFitASmallWindow(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	labels := buttonLabels(t)
	t.Cleanup(func() { lang.Use(lang.English) })
	for _, tag := range []string{"en", "de", "es", "fr", "pt", "ru"} {
		lang.Use(tag)
		for _, label := range labels {
			if got := NewButton(lang.Say(label), nil).MinSize().Width; got > buttonRoom {
				t.Errorf("%s: %q is %v wide", tag, lang.Say(label), got)
			}
		}
	}
}

// buttonLabels reads what the functions called Word say.
func buttonLabels(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("words*.go")
	if err != nil {
		t.Fatal(err)
	}
	var labels []string
	for _, name := range names {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && strings.HasPrefix(f.Name.Name, "Word") && f.Type.Params.NumFields() == 0 {
				ast.Inspect(f, func(n ast.Node) bool {
					if b, ok := n.(*ast.BasicLit); ok && b.Kind == token.STRING {
						label, err := strconv.Unquote(b.Value)
						if err != nil {
							t.Fatal(err)
						}
						labels = append(labels, label)
					}
					return true
				})
			}
		}
	}
	if len(labels) < 80 {
		t.Fatalf("only %d labels were found", len(labels))
	}
	return labels
}
