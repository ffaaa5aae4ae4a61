package main

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/netip"
	"strings"
	"time"
)

// published reads the day on which the lists were published.
func published(source fs.FS) (time.Time, error) {
	text, err := fs.ReadFile(source, "date.txt")
	if err != nil {
		return time.Time{}, err
	}
	return time.Parse(time.DateOnly, strings.TrimSpace(string(text)))
}

// useRow is called with a row's range and with what the row says of it.
type useRow func(first, last netip.Addr, values []string) error

// eachRow reads a compressed list from its first row to its last.
func eachRow(source fs.FS, name string, use useRow) error {
	file, err := source.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("unpack %s: %w", name, err)
	}
	rows := csv.NewReader(unpacked)
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		if err := parseRow(row, use); err != nil {
			line, _ := rows.FieldPos(0)
			return fmt.Errorf("%s:%d: %w", name, line, err)
		}
	}
}

var errRow = errors.New("no row of first address, last address and values")

func parseRow(row []string, use useRow) error {
	if len(row) < 3 {
		return errRow
	}
	first, err := netip.ParseAddr(row[0])
	if err != nil {
		return err
	}
	last, err := netip.ParseAddr(row[1])
	if err != nil {
		return err
	}
	if first.BitLen() != last.BitLen() || last.Less(first) {
		return errRow
	}
	return use(first, last, row[2:])
}
