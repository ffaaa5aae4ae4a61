package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	source := flag.String("source", "generate/source", "`folder` of the lists to merge")
	output := flag.String("output", ".", "`folder` to write default.mmdb.gz and default.go to")
	flag.Parse()
	if err := generate(*source, *output); err != nil {
		log.Fatal(err)
	}
}

func generate(source, output string) error {
	made, err := merge(os.DirFS(source))
	if err != nil {
		return err
	}
	packed, err := made.pack()
	if err != nil {
		return err
	}
	code, err := made.code()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(output, "default.mmdb.gz"), packed, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(output, "default.go"), code, 0o644)
}
