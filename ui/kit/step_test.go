package kit

import (
	"strings"
	"testing"
)

// Who sees no colours, or nothing, is told the same.
func TestStepSaysHowFarItIs(t *testing.T) {
	s := NewStep("Internet")
	window(t, s.Object, 300, 200)
	signs := map[string]bool{}
	for state, text := range map[StepState]string{StepWaiting: "It waits.", StepDone: "It works.", StepNotThere: "It does not."} {
		s.Set(state, text, "Do this.")
		s.SetBadge("Badge", BadgePlain)
		signs[string(s.sign.Resource.Content())] = true
		if s.State() != state || s.Text() != text || s.Hint() != "Do this." {
			t.Errorf("%v: %v, %q, %q", state, s.State(), s.Text(), s.Hint())
		}
		said := spoken(s.Object)
		for _, part := range []string{text, "Do this.", "Badge"} {
			if !strings.Contains(said, part) {
				t.Errorf("%v: says %q", state, said)
			}
		}
	}
	if len(signs) != 3 {
		t.Errorf("%d signs", len(signs))
	}
	s.Set(StepDone, "", "")
	s.SetBadge("", BadgePlain)
	if s.text.Visible() || s.hint.Visible() || s.badge.Visible() {
		t.Error("what says nothing takes room")
	}
}
