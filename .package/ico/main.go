// Command ico puts pictures of one thing in several sizes into an icon file for
// Windows: a table of 16 bytes each, then the PNG files as they are
// (https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)).
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/png"
	"os"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: ico FILE PNG...")
		os.Exit(2)
	}
	icon, err := join(os.Args[2:])
	if err == nil {
		err = os.WriteFile(os.Args[1], icon, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "ico:", err)
		os.Exit(1)
	}
}

// entry describes one picture; 256 pixels are written as 0.
type entry struct {
	Width, Height, Colours, _ uint8
	Planes, Bits              uint16
	Length, Offset            uint32
}

func join(paths []string) ([]byte, error) {
	var table, pictures bytes.Buffer
	table.Write([]byte{0, 0, 1, 0, byte(len(paths)), 0})
	start := table.Len() + binary.Size(entry{})*len(paths)
	for _, path := range paths {
		picture, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		c, err := png.DecodeConfig(bytes.NewReader(picture))
		if err != nil || c.Width > 256 || c.Height > 256 {
			return nil, fmt.Errorf("%s is no PNG of up to 256 pixels", path)
		}
		e := entry{
			Width: uint8(c.Width), Height: uint8(c.Height), Planes: 1, Bits: 32,
			Length: uint32(len(picture)), Offset: uint32(start + pictures.Len()),
		}
		if err := binary.Write(&table, binary.LittleEndian, e); err != nil {
			return nil, err
		}
		pictures.Write(picture)
	}
	return append(table.Bytes(), pictures.Bytes()...), nil
}
