//go:build !windows && !darwin

package platform

import (
	"net"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// waylandEndpoints reads WAYLAND_DISPLAY as wl_display_connect(3) does: a path,
// or a name in XDG_RUNTIME_DIR.
func waylandEndpoints(getenv func(string) string) []endpoint {
	name, dir := getenv("WAYLAND_DISPLAY"), getenv("XDG_RUNTIME_DIR")
	switch {
	case name == "":
		return nil
	case filepath.IsAbs(name):
		return []endpoint{{"unix", name}}
	case filepath.IsAbs(dir):
		return []endpoint{{"unix", filepath.Join(dir, name)}}
	}
	return nil
}

// xEndpoints reads DISPLAY as libxcb does.
func xEndpoints(getenv func(string) string) []endpoint {
	display := getenv("DISPLAY")
	if path := strings.TrimPrefix(display, "unix:"); strings.HasPrefix(path, "/") {
		return socketPaths(path)
	}
	colon := strings.LastIndexByte(display, ':')
	if colon < 0 {
		return nil
	}
	number, _, _ := strings.Cut(display[colon+1:], ".")
	n, err := strconv.ParseUint(number, 10, 16)
	if err != nil {
		return nil
	}
	host := strings.TrimPrefix(display[:colon], "tcp/")
	if host == "" || host == "unix" {
		return localX(int(n))
	}
	return remoteX(host, int(n))
}

// socketPaths takes the path as it is, without a screen and without a display
// at its end; XQuartz has the display in the name of its socket.
func socketPaths(path string) []endpoint {
	all := []endpoint{{"unix", path}}
	for _, end := range []string{".", ":"} {
		if i := strings.LastIndex(path, end); i > strings.LastIndexByte(path, '/') {
			path = path[:i]
			all = append(all, endpoint{"unix", path})
		}
	}
	return all
}

func localX(number int) []endpoint {
	path := "/tmp/.X11-unix/X" + strconv.Itoa(number)
	if runtime.GOOS != "linux" {
		return []endpoint{{"unix", path}}
	}
	return []endpoint{{"unix", "@" + path}, {"unix", path}}
}

// remoteX is what ssh -X sets: localhost:10.0 is port 6010.
func remoteX(host string, number int) []endpoint {
	const firstPort = 6000
	if number > 65535-firstPort || strings.HasSuffix(host, ":") { // "host::0" is DECnet
		return nil
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return []endpoint{{"tcp", net.JoinHostPort(host, strconv.Itoa(firstPort+number))}}
}
