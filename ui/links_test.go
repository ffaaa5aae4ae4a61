package ui

import (
	"errors"
	"net/url"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

// linked is a bench of a guest in front of a link, and what the browser was given.
func linked(t *testing.T, address string) (d *bench, opened *[]string) {
	d, opened = guest(t), &[]string{}
	d.chat.open = func(u *url.URL) error {
		*opened = append(*opened, u.String())
		return nil
	}
	d.send(app.Message{ID: "1", From: "Anna", Text: "see " + address})
	d.chat.pane.OnLink(address)
	return d, opened
}

func TestLinkOpensOnlyAfterAsking(t *testing.T) {
	const address = "https://example.org/a?b=c"
	for word, want := range map[string]struct{ opened, copied []string }{
		kit.WordOpenLink(): {opened: []string{address}},
		kit.WordCopyLink(): {copied: []string{address}},
		kit.WordCancel():   {},
	} {
		d, opened := linked(t, address)
		d.wantText(kit.LinkTitle())
		d.wantText(address)
		d.wantText(kit.LinkLeads("example.org"))
		if len(*opened) > 0 {
			t.Fatal("it opened unasked")
		}
		d.press(word)
		if !slices.Equal(*opened, want.opened) || !slices.Equal(d.copied, want.copied) {
			t.Errorf("%s: opened %q, copied %q", word, *opened, d.copied)
		}
		d.wantNoText(kit.LinkTitle())
		if d.win.Canvas().Focused() != d.chat.pane.Focus() {
			t.Errorf("%s: the composer has not the focus", word)
		}
	}
}

func TestReturnOpensNoLink(t *testing.T) {
	d, opened := linked(t, "https://example.org")
	d.key(fyne.KeyReturn) // was on its way to the composer
	if len(*opened) > 0 {
		t.Fatal("it opened")
	}
}

func TestForeignLettersAreTold(t *testing.T) {
	d, opened := linked(t, "https://аpple.example/login")
	d.wantText("https://xn--pple-43d.example/login")
	d.wantText(kit.LinkForeign("xn--pple-43d.example"))
	d.press(kit.WordOpenLink())
	if want := []string{"https://xn--pple-43d.example/login"}; !slices.Equal(*opened, want) {
		t.Fatalf("opened %q, which is not what was shown", *opened)
	}
}

func TestLinkThatDoesNotOpenIsTold(t *testing.T) {
	d, _ := linked(t, "https://example.org")
	d.chat.open = func(*url.URL) error { return errors.New("no browser") }
	d.press(kit.WordOpenLink())
	d.wantText(kit.LinkFailed())
}
