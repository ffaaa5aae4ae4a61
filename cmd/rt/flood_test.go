package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestWhoFloodsIsTold lets a guest say ten megabytes as fast as it can. It is told why
// that takes a while, all of it arrives, and the others are told of nothing.
func TestWhoFloodsIsTold(t *testing.T) {
	host, join := startHost(t, "Ann", "sable otter vinyl quartz")
	flooder := startGuest(t, "Mallory", join, "sable otter vinyl quartz")
	flooder.Expect("joined", nil)
	other := startGuest(t, "Bob", join, "sable otter vinyl quartz")
	other.Expect("joined", nil)
	flooder.Expect("member_joined", where("name", "Bob"))
	const n, ahead = 200, 55 // more may not wait at once
	text := func(i int) string { return fmt.Sprintf("%d %s", i, strings.Repeat("x", 50<<10)) }
	for i := range n + ahead {
		if i >= ahead {
			flooder.Expect("message", where("text", text(i-ahead)))
		}
		if i < n {
			flooder.Send(text(i))
		}
	}
	e := flooder.Expect("notice", where("code", "limited"))
	if !strings.Contains(e.text("text"), "Nothing is lost") {
		t.Errorf("said: %q", e.text("text"))
	}
	other.Send("may I say something?")
	for _, p := range []*process{host, other} {
		for i := range n {
			p.Expect("message", where("text", text(i)))
		}
		p.Expect("message", where("text", "may I say something?"))
		for _, trouble := range []string{"notice", "error", "member_left"} {
			if p.Seen(trouble, nil) {
				p.fatal("the flood troubles others")
			}
		}
	}
}
