package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/netip"
	"time"

	"github.com/maxmind/mmdbwriter"
	"github.com/maxmind/mmdbwriter/inserter"
	"github.com/maxmind/mmdbwriter/mmdbtype"
)

// list is the merged list, ready to be looked up.
type list struct {
	date time.Time
	data []byte // in the MaxMind DB format
}

// sources are the files to merge, and how to read what a row says. Countries and
// networks are said in fields of their own, so neither replaces the other.
var sources = []struct {
	name string
	says func(values []string) (mmdbtype.Map, error)
}{
	{"country-ipv4.csv.gz", country},
	{"country-ipv6.csv.gz", country},
	{"asn-ipv4.csv.gz", network},
	{"asn-ipv6.csv.gz", network},
}

func merge(source fs.FS) (*list, error) {
	date, err := published(source)
	if err != nil {
		return nil, err
	}
	tree, err := mmdbwriter.New(mmdbwriter.Options{
		BuildEpoch:              date.Unix(),
		DatabaseType:            name,
		Description:             map[string]string{"en": licence},
		Languages:               []string{"en"},
		DisableIPv4Aliasing:     true,
		IncludeReservedNetworks: true,
		RecordSize:              24, // bits; the writer refuses a list that needs more
		Inserter:                inserter.TopLevelMergeWith,
	})
	if err != nil {
		return nil, err
	}
	for _, from := range sources {
		err := eachRow(source, from.name, func(first, last netip.Addr, values []string) error {
			record, err := from.says(values)
			if err != nil {
				return err
			}
			return tree.InsertRange(first.AsSlice(), last.AsSlice(), record)
		})
		if err != nil {
			return nil, err
		}
	}
	var data bytes.Buffer
	if _, err := tree.WriteTo(&data); err != nil {
		return nil, fmt.Errorf("write the list: %w", err)
	}
	return &list{date: date, data: data.Bytes()}, nil
}
