// Command vectors writes vectors.json, an example of everything in PROTOCOL.md that
// has an exact result:
//
//	go generate ./core/vectors
//
// It is a second implementation, made from that document with a few libraries and
// without the packages of the product. The test beside it holds the two against each
// other both ways: what one makes, the other takes.
package main

import (
	"encoding/json"
	"os"
)

//go:generate go run .

const fileName = "vectors.json"

func main() {
	b, err := json.MarshalIndent(examples(), "", "\t")
	if err == nil {
		err = os.WriteFile(fileName, append(b, '\n'), 0o644)
	}
	if err != nil {
		println(err.Error())
		os.Exit(1)
	}
}
