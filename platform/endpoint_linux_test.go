package platform

import (
	"fmt"
	"net"
	"slices"
	"testing"
)

func TestXEndpoints(t *testing.T) {
	for display, want := range map[string][]endpoint{
		"":               nil,
		"0":              nil,
		":0":             {{"unix", "@/tmp/.X11-unix/X0"}, {"unix", "/tmp/.X11-unix/X0"}},
		":12.1":          {{"unix", "@/tmp/.X11-unix/X12"}, {"unix", "/tmp/.X11-unix/X12"}},
		"unix:3":         {{"unix", "@/tmp/.X11-unix/X3"}, {"unix", "/tmp/.X11-unix/X3"}},
		"localhost:10.0": {{"tcp", "localhost:6010"}},
		"tcp/far:1":      {{"tcp", "far:6001"}},
		"[::1]:10":       {{"tcp", "[::1]:6010"}},
		"far:59535":      {{"tcp", "far:65535"}},
		"far:59536":      nil,
		"far:70000":      nil,
		"far::0":         nil,
		":../../x":       nil,
		"/run/x.d/sock":  {{"unix", "/run/x.d/sock"}},
		"unix:/run/x:0":  {{"unix", "/run/x:0"}, {"unix", "/run/x"}},
	} {
		got := xEndpoints(func(string) string { return display })
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, not %v", display, got, want)
		}
	}
}

// Linux X servers listen at an abstract address too, which outlives a cleaned
// /tmp.
func TestAbstractXAnswers(t *testing.T) {
	for number := 60000; number < 60100; number++ {
		server, err := net.Listen("unix", fmt.Sprintf("@/tmp/.X11-unix/X%d", number))
		if err != nil {
			continue // taken
		}
		defer server.Close()
		t.Setenv("WAYLAND_DISPLAY", "")
		t.Setenv("DISPLAY", fmt.Sprintf(":%d", number))
		if !HasDisplay() {
			t.Error("a display that answers was not found")
		}
		return
	}
	t.Fatal("no free display number")
}
