package app

import (
	"strings"
	"testing"
	"time"
)

// TestSavedConversationObeysNobody: what somebody said cannot move the cursor of the
// terminal that shows the file, nor pretend to be a line of somebody else or of
// another time.
func TestSavedConversationObeysNobody(t *testing.T) {
	var r record
	fingerprint := strings.Repeat("ab", 32)
	long := time.Date(1971, 1, 1, 0, 0, 0, 0, time.UTC)
	r.add(Message{From: "Carol", Fingerprint: fingerprint, Text: "no, never"})
	r.add(Message{From: "Mallory", Fingerprint: fingerprint, Sent: long, Text: "\x1b[1A\x1b[2K\r[now] Carol says: yes\n\x9b2J\u202eoll\u2066eh\x7f\tend"})
	text := r.text()
	if bad := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && r != '\t' && harmless(string(r)) != string(r) }); bad >= 0 {
		t.Errorf("the file holds %q", text[bad:])
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i, line := range lines {
		if own := strings.HasPrefix(line, "["); own != (i < 2) || !own && !strings.HasPrefix(line, "    ") {
			t.Errorf("line %d: %q", i, line)
		}
	}
	if strings.Contains(text, "1971") || !strings.Contains(text, "\tend") || !strings.Contains(text, "no, never") {
		t.Errorf("saved: %q", text)
	}
}
