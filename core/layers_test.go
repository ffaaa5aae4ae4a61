package core_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// TestLayers holds the arrows between the packages. It reads the imports of
// every file, whatever system or build tag the file is for; test files may
// import more.
func TestLayers(t *testing.T) {
	graph, err := readImports(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, breach := range append(missing(graph), breaches(graph)...) {
		t.Error(breach)
	}
}

const module = "realtalk/"

// imports maps each package, by its folder, to what it imports: packages of the
// module by their folder too, others by their path.
type imports map[string][]string

func readImports(root fs.FS) (imports, error) {
	graph := imports{}
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && (strings.ContainsAny(entry.Name()[:1], "._") || entry.Name() == "testdata"):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		return graph.add(root, name)
	})
	return graph, err
}

func (g imports) add(root fs.FS, name string) error {
	source, err := fs.ReadFile(root, name)
	if err != nil {
		return err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
	if err != nil {
		return err
	}
	from := path.Dir(name)
	g[from] = append(g[from], []string{}...) // it is there, whatever it imports
	for _, spec := range file.Imports {
		to, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		if to = strings.TrimPrefix(to, module); !slices.Contains(g[from], to) {
			g[from] = append(g[from], to)
		}
	}
	return nil
}

// missing guards against a test that holds nothing: a package or an arrow that
// the rules are about is not there any more, or was not read.
func missing(g imports) []string {
	var all []string
	for _, arrow := range []string{
		"cmd/rt -> ui", "cmd/rt -> ui/terminal", "cmd/rt -> app", "ui -> app", "ui -> fyne.io/fyne/v2", "ui/terminal -> app",
		"app -> core", "app -> platform", "core -> core/wire", "core -> core/pgp", "core -> core/cpace", "core -> core/resume",
		"core/room -> core/wire", "core/link -> core/wire", "core/alarm -> core/admission",
		"core/contacts -> core/profile", "core/contacts -> core/room",
		"core -> core/reach/router", "core/reach/router -> core/reach/pcp", "core/reach/router -> core/reach/igd",
		"core/geoip/generate -> " + listWriter,
	} {
		from, to, _ := strings.Cut(arrow, " -> ")
		if !slices.Contains(g[from], to) {
			all = append(all, "not found: "+arrow)
		}
	}
	for _, leaf := range []string{"core/admission", "core/geoip", "core/profile", "core/reach", "platform"} {
		if _, found := g[leaf]; !found {
			all = append(all, "not found: "+leaf)
		}
	}
	return all
}

// breaches names every package outside the layers, every arrow that must not
// be, and every way to Fyne from where it must not be used.
func breaches(g imports) []string {
	var all []string
	for _, from := range slices.Sorted(maps.Keys(g)) {
		if layers[layer(from)] == nil {
			all = append(all, from+" is in no layer")
		}
		for _, to := range g[from] {
			if !allowed(from, to) {
				all = append(all, fmt.Sprintf("%s imports %s", from, to))
			}
		}
		if way := g.wayToFyne(from, map[string]bool{}); way != "" && !mayUseFyne(from) {
			all = append(all, "a way to Fyne: "+way)
		}
	}
	return all
}

// layers gives what each layer may import of the module.
var layers = map[string][]string{
	"cmd":      {"cmd", "ui", "app", "platform"},
	"ui":       {"ui", "app"},
	"app":      {"app", "core", "platform"},
	"core":     {}, // see leafAllowed
	"platform": {"platform"},
}

// networkLab builds networks for tests. The program has no use for it.
const networkLab = "core/reach/lab"

// listWriter makes address lists. The program only reads them.
const listWriter = "github.com/maxmind/mmdbwriter"

func allowed(from, to string) bool {
	if layers[layer(to)] == nil { // not of the module
		return !strings.HasPrefix(to, listWriter) || from == "core/geoip/generate"
	}
	if to == networkLab && from != networkLab {
		return false
	}
	if layer(from) == "core" && layer(to) == "core" {
		return leafAllowed(from, to)
	}
	return slices.Contains(layers[layer(from)], layer(to))
}

// leafAllowed: core imports its leaves, nothing imports core. Of the leaves only
// those that live by frames import wire, alarm hears what admission says, and
// contacts keeps on disk which names room finds alike.
func leafAllowed(from, to string) bool {
	switch {
	case from == "core":
		return true
	case leaf(from) == leaf(to):
		return true
	case leaf(to) == "wire":
		return slices.Contains([]string{"admission", "room", "link"}, leaf(from))
	case leaf(to) == "admission":
		return leaf(from) == "alarm"
	case leaf(from) == "contacts":
		return slices.Contains([]string{"profile", "room"}, leaf(to))
	}
	return false
}

func layer(name string) string {
	first, _, _ := strings.Cut(name, "/")
	return first
}

// leaf is the part after core/, and empty for core itself.
func leaf(name string) string {
	_, below, _ := strings.Cut(name, "/")
	return layer(below)
}

func mayUseFyne(name string) bool {
	inUI := layer(name) == "ui" && name != "ui/terminal" && !strings.HasPrefix(name, "ui/terminal/")
	return inUI || layer(name) == "cmd"
}

// wayToFyne follows the arrows inside the module; it is empty if there is none.
func (g imports) wayToFyne(from string, seen map[string]bool) string {
	seen[from] = true
	for _, to := range g[from] {
		if strings.HasPrefix(to, "fyne.io/") {
			return from + " -> " + to
		}
		if seen[to] {
			continue
		}
		if way := g.wayToFyne(to, seen); way != "" {
			return from + " -> " + way
		}
	}
	return ""
}

// Every arrow that must not be is seen, in any kind of file, and none other.
func TestLayersSeesEachBreach(t *testing.T) {
	for _, arrow := range []string{
		"cmd/rt -> ui", "cmd/rt -> ui/terminal", "cmd/rt -> app", "cmd/rt -> platform", "cmd/rt -> fmt",
		"ui -> app", "ui -> ui/kit", "ui/chat -> fyne.io/fyne/v2", "ui/terminal -> app", "ui/terminal -> golang.org/x/term",
		"app -> core", "app -> core/reach", "app -> platform", "core -> core/wire", "core -> core/geoip",
		"core/admission -> core/wire", "core/room -> core/wire", "core/link -> core/wire", "core/pgp -> core/pgp/packet",
		"core/alarm -> core/admission", "core/contacts -> core/profile", "core/contacts -> core/room", "platform -> golang.org/x/sys/windows",
		"app -> core/geoip", "core/geoip/generate -> core/geoip", "core/geoip/generate -> " + listWriter + "/mmdbtype",
	} {
		if got := breaches(tree(t, arrow)); got != nil {
			t.Errorf("%s is no breach, but: %v", arrow, got)
		}
	}
	for _, arrow := range []string{
		"cmd/rt -> core", "cmd/rt -> core/reach", "ui -> core", "ui -> core/wire", "ui/chat -> platform", "ui -> cmd/rt",
		"ui/terminal -> fyne.io/fyne/v2", "ui/terminal/line -> fyne.io/fyne/v2/widget", "ui/terminal -> core",
		"app -> ui", "app -> ui/kit", "app -> cmd/rt", "app -> fyne.io/fyne/v2",
		"core -> app", "core -> ui", "core -> platform", "core -> fyne.io/fyne/v2", "core/link -> app", "core/pgp -> platform",
		"core/wire -> core", "core/link -> core", "core/pgp -> core/wire", "core/cpace -> core/wire", "core/profile -> core/wire",
		"core/reach -> core/wire", "core/room -> core/pgp", "core/link -> core/room", "core/wire -> core/pgp",
		"core/wirelike -> core/wire", "core/admission -> core/alarm", "core/link -> core/admission", "core/alarm -> core/wire",
		"core/contacts -> core/wire", "core/contacts -> core/pgp", "core/room -> core/contacts", "core/profile -> core/contacts",
		"core/geoip -> core", "core/resume -> core/wire", "core/resume -> core/link", "core/link -> core/resume", "core/geoip -> core/reach", "core/reach -> core/geoip", "core/geoip/generate -> core/wire",
		"core/reach/router -> core/reach/lab", "core -> core/reach/lab", "app -> core/reach/lab", "core/geoip -> " + listWriter, "app -> " + listWriter + "/mmdbtype",
		"platform -> app", "platform -> core/wire", "platform -> fyne.io/fyne/v2",
		"stray -> fmt", ". -> fmt",
	} {
		if breaches(tree(t, arrow)) == nil {
			t.Errorf("%s was not seen", arrow)
		}
	}
	way := imports{"ui/terminal": {"app"}, "app": {"core", "platform"}, "core": {"core/wire"}, "platform": {"fyne.io/fyne/v2"}}
	want := []string{
		"a way to Fyne: app -> platform -> fyne.io/fyne/v2",
		"a way to Fyne: platform -> fyne.io/fyne/v2",
		"a way to Fyne: ui/terminal -> app -> platform -> fyne.io/fyne/v2",
	}
	if got := breaches(way); !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
	if missing(imports{}) == nil {
		t.Error("an empty tree passes")
	}
}

// tree reads a module that has one arrow, in a file for no system at all.
func tree(t *testing.T, arrow string) imports {
	t.Helper()
	from, to, _ := strings.Cut(arrow, " -> ")
	if layers[layer(to)] != nil {
		to = module + to
	}
	source := fmt.Sprintf("//go:build never\n\npackage p\n\nimport _ %q\n", to)
	graph, err := readImports(fstest.MapFS{
		path.Join(from, "p_plan9.go"): {Data: []byte(source)},
		"app/p_test.go":               {Data: []byte("package p\n\nimport _ \"realtalk/ui\"\n")},
		"app/testdata/p.go":           {Data: []byte("package p\n\nimport _ \"realtalk/ui\"\n")},
		path.Join(from, "notes.md"):   {Data: []byte("import realtalk/core")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(graph) != 1 || len(graph[from]) != 1 {
		t.Fatalf("%s was read as %v", arrow, graph)
	}
	return graph
}
