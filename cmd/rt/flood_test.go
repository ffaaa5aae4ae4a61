package main

import (
	"fmt"
	"io"
	"strings"
	"testing"
)

// TestWhoFloodsTroublesNobody lets a guest say ten megabytes as fast as it can. All of
// it arrives, and the others are told of nothing and get a word in.
func TestWhoFloodsTroublesNobody(t *testing.T) {
	host, join := startHost(t, "Ann", "sable otter vinyl quartz")
	flooder := startGuest(t, "Mallory", join, "sable otter vinyl quartz")
	flooder.Expect("joined", nil)
	other := startGuest(t, "Bob", join, "sable otter vinyl quartz")
	other.Expect("joined", nil)
	flooder.Expect("member_joined", where("name", "Bob"))
	const n = 200
	text := func(i int) string { return fmt.Sprintf("%d %s", i, strings.Repeat("x", 50<<10)) }
	go func() {
		for i := range n {
			_, _ = io.WriteString(flooder.stdin, text(i)+"\n")
		}
	}()
	other.Expect("message", where("text", text(0)))
	other.Send("may I say something?")
	for _, p := range []*process{host, other} {
		p.Expect("message", where("text", "may I say something?"))
		for i := range n {
			if p == other && i == 0 {
				continue
			}
			p.Expect("message", where("text", text(i)))
		}
		for _, trouble := range []string{"notice", "error", "member_left"} {
			if p.Seen(trouble, nil) {
				p.fatal("the flood troubles others")
			}
		}
	}
}
