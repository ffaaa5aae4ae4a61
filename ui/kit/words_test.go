package kit

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"testing"
	"time"
)

// jargon is what no sentence on screen may use.
var jargon = regexp.MustCompile(`(?i)\b(PGP|GPG|PAKE|NATs?|UPnP|PCP|epochs?|key ?rings?|ports?|sockets?|TLS|IP|fingerprints?|certificates?|public keys?|TCP|UDP|LAN|failed to)\b`)

// advanced holds the words of the Advanced view, for people who know the terms.
const advanced = "words_advanced.go"

func TestWordsAreForEverybody(t *testing.T) {
	files, err := filepath.Glob("words*.go")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	seen := 0
	for _, file := range files {
		if file == "words_test.go" || file == advanced {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				seen++
				if word := jargon.FindString(lit.Value); word != "" {
					t.Errorf("%s: %q in %s", file, word, lit.Value)
				}
			}
			return true
		})
	}
	if seen < 100 {
		t.Fatalf("only %d sentences were looked at", seen)
	}
}

func TestCounts(t *testing.T) {
	for got, want := range map[string]string{
		TriesLeft(1):      "This is your last try.",
		TriesLeft(3):      "You have 3 tries.",
		WrongPassword(1):  "Wrong password, 1 try left.",
		WrongPassword(2):  "Wrong password, 2 tries left.",
		WrongPassword(0):  "Wrong password. You were disconnected.",
		DeliveredTo(0, 0): TextNobody(),
		DeliveredTo(1, 3): "Delivered to 1 of 3",
		DeliveredTo(3, 3): TextDelivered(),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestClock(t *testing.T) {
	at := time.Date(2026, 3, 9, 7, 5, 59, 0, time.Local)
	if got := Clock(at); got != "07:05" {
		t.Errorf("got %q", got)
	}
	if !SameDay(at, at.Add(time.Hour)) || SameDay(at, at.AddDate(0, 0, 1)) {
		t.Error("days are told apart wrongly")
	}
}
