package terminal

import (
	"strings"
	"testing"

	"realtalk/app"
)

// TestLinesOfANetworkThatComesLater starts a host in no network, which comes, stays
// and goes.
func TestLinesOfANetworkThatComesLater(t *testing.T) {
	var shown strings.Builder
	s := &screen{write: func(text string) error { shown.WriteString(text); return nil }}
	line := []string{"rt 192.168.1.10 4000"}
	for n, step := range []struct {
		event app.Event
		want  string
		never string
	}{
		{app.Hosting{Port: 4000, Password: "p"}, nobodyNear, nearText},
		{app.Router{State: app.RouterNotFound, Text: "No network."}, "No network.", nobodyNear},
		{app.Router{State: app.RouterNotFound, Text: "No router.", Local: line}, nearText + joinLines(line), nobodyNear},
		{app.Router{State: app.RouterNotFound, Text: "No router.", Local: line}, "No router.", line[0]},
		{app.Router{State: app.RouterNotFound, Text: "No network."}, nobodyNear, line[0]},
	} {
		shown.Reset()
		if err := s.show(step.event); err != nil {
			t.Fatal(err)
		}
		if text := shown.String(); !strings.Contains(text, step.want) || strings.Contains(text, step.never) {
			t.Errorf("step %d shows %q", n, text)
		}
	}
}
