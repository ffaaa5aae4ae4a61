package core

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestPromisesNameTheirTests holds the README to what it says of itself: each
// line of "What it promises" names a test, and the test is there.
func TestPromisesNameTheirTests(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	promises := promisesOf(string(readme))
	if len(promises) == 0 {
		t.Fatal("README.md promises nothing")
	}
	tests := testsOf(t, "..")
	for _, p := range promises {
		names := namedTest.FindAllStringSubmatch(p, -1)
		if len(names) == 0 {
			t.Errorf("no test is named for: %s", p)
		}
		for _, n := range names {
			if !tests[n[1]] {
				t.Errorf("there is no %s", n[1])
			}
		}
	}
}

// TestPromisesOfEachAdversary holds PROMISES.md to it: whoever is against you, there
// is what they cannot do, each line with its tests, and what they can.
func TestPromisesOfEachAdversary(t *testing.T) {
	page, err := os.ReadFile("PROMISES.md")
	if err != nil {
		t.Fatal(err)
	}
	tests := testsOf(t, "..")
	sections := strings.Split(string(page), "\n## ")[1:]
	if len(sections) != 6 {
		t.Fatalf("%d kinds of people, want 6", len(sections))
	}
	for _, s := range sections {
		who, text, _ := strings.Cut(s, "\n")
		cannot, can, both := strings.Cut(text, "\nCan:\n")
		if !both || !strings.HasPrefix(strings.TrimSpace(cannot), "Cannot:\n") || !strings.Contains(can, "\n- ") {
			t.Errorf("%s: not what they cannot and what they can", who)
		}
		for _, p := range strings.Split(cannot, "\n- ")[1:] {
			if !namedTest.MatchString(p) {
				t.Errorf("%s: no test is named for: %s", who, p)
			}
		}
	}
	for _, n := range namedTest.FindAllStringSubmatch(string(page), -1) {
		if !tests[n[1]] {
			t.Errorf("there is no %s", n[1])
		}
	}
}

var namedTest = regexp.MustCompile("`(Test[A-Za-z0-9_]*)`")

// promisesOf gives the items of the list in the section on promises.
func promisesOf(readme string) []string {
	_, section, _ := strings.Cut(readme, "\n## What it promises\n")
	section, _, _ = strings.Cut(section, "\n## ")
	items := strings.Split(section, "\n- ")[1:]
	for i, item := range items {
		items[i], _, _ = strings.Cut(item, "\n\n")
	}
	return items
}

// testsOf gives the names of all tests under a folder.
func testsOf(t *testing.T, root string) map[string]bool {
	t.Helper()
	declared := regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9_]*)\(\w+ \*testing\.T\) \{`)
	tests := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, m := range declared.FindAllSubmatch(source, -1) {
			tests[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tests
}
