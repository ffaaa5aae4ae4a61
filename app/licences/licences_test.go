package licences

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

func parts(t *testing.T) []Part {
	t.Helper()
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestEveryLinkedModuleIsThere fails after a change of go.mod until the document was
// made again.
func TestEveryLinkedModuleIsThere(t *testing.T) {
	all := parts(t)
	linked := 0
	for _, system := range []string{"linux", "darwin", "windows"} {
		list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{with .Version}}{{$.Module.Path}}@{{.}}{{end}}{{end}}", "../../cmd/rt")
		list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=1")
		list.Stderr = os.Stderr
		out, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, module := range slices.Compact(slices.Sorted(slices.Values(strings.Fields(string(out))))) {
			linked++
			if !slices.ContainsFunc(all, func(p Part) bool { return p.Name == module || strings.HasPrefix(p.Name, module+"/") }) {
				t.Errorf("%s is linked for %s and has no licence here: run go generate ./app/licences", module, system)
			}
		}
	}
	if linked < 100 {
		t.Errorf("%d modules: the list is not whole", linked)
	}
}

func TestNothingIsThereThatIsNotUsed(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Path}}@{{.Version}}", "all").Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := strings.Fields(string(out))
	for _, p := range parts(t) {
		if !strings.Contains(p.Name, "@v") {
			continue
		}
		if !slices.ContainsFunc(modules, func(m string) bool { return p.Name == m || strings.HasPrefix(p.Name, m+"/") }) {
			t.Errorf("%s is in no module that go.mod names: run go generate ./app/licences", p.Name)
		}
	}
}

func TestPartsAreWhole(t *testing.T) {
	all := parts(t)
	if all[0].Name != "" || !strings.HasPrefix(all[0].Text, "MIT License\n\nCopyright") {
		t.Errorf("Real Talk itself is %+v", all[0])
	}
	own, err := os.ReadFile("../../LICENSE")
	if err != nil || strings.TrimSpace(string(own)) != all[0].Text {
		t.Errorf("LICENSE reads otherwise than\n%s", all[0].Text)
	}
	for _, p := range all {
		if len(p.Holders) == 0 || p.Licence == "" || len(p.Text) < 60 {
			t.Errorf("%+v", p)
		}
	}
	for _, want := range []string{"RouteViews", "DB-IP"} {
		if !slices.ContainsFunc(all, func(p Part) bool {
			return p.Licence == "CC-BY-4.0" && strings.Contains(strings.Join(p.Holders, " ")+p.Text, want)
		}) {
			t.Errorf("the addresses of %s have no attribution", want)
		}
	}
}
