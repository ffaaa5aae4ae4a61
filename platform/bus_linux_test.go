package platform

import (
	"slices"
	"testing"
)

func TestBusEndpoints(t *testing.T) {
	for _, test := range []struct {
		addresses, dir string
		want           []endpoint
	}{
		{"", "", nil},
		{"", "run", nil},
		{"", "/run/user/7", []endpoint{{"unix", "/run/user/7/bus"}}},
		{"unix:path=/run/a", "/run/user/7", []endpoint{{"unix", "/run/a"}}},
		{"unix:path=/run/a,guid=00ff", "", []endpoint{{"unix", "/run/a"}}},
		{"unix:guid=00ff,path=/run/a%20b%3b", "", []endpoint{{"unix", "/run/a b;"}}},
		{"unix:abstract=/tmp/dbus-x", "", []endpoint{{"unix", "@/tmp/dbus-x"}}},
		{"tcp:host=127.0.0.1,port=9;unix:path=/run/a;unix:path=/run/b", "", []endpoint{{"unix", "/run/a"}, {"unix", "/run/b"}}},
		{"autolaunch:", "/run/user/7", nil},
		{"unixexec:path=/bin/false", "", nil},
		{"unix:path=run/a", "", nil},
		{"unix:path=%zz", "", nil},
		{"unix:abstract=", "", nil},
		{"unix:", "", nil},
		{";;", "", nil},
	} {
		env := map[string]string{"DBUS_SESSION_BUS_ADDRESS": test.addresses, "XDG_RUNTIME_DIR": test.dir}
		got := busEndpoints(func(name string) string { return env[name] })
		if !slices.Equal(got, test.want) {
			t.Errorf("%q, %q: %v, not %v", test.addresses, test.dir, got, test.want)
		}
	}
}
