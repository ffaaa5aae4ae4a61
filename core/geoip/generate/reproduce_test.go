//go:build !race

package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"testing"
)

// What is built in is what the generator makes of the source, byte for byte. The
// race detector would make minutes of it, and nothing here runs at once.
func TestBuiltInListIsReproduced(t *testing.T) {
	made, err := merge(os.DirFS("source"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made.data, unpack(t, "../default.mmdb.gz")) {
		t.Error("default.mmdb.gz is not made of this source; run go generate ./core/geoip")
	}
	code, err := made.code()
	if err != nil {
		t.Fatal(err)
	}
	there, err := os.ReadFile("../default.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(code, there) {
		t.Errorf("default.go is not what is generated:\n%s", code)
	}
}

func unpack(t *testing.T, name string) []byte {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	packed, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(packed)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
