package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/maxmind/mmdbwriter/mmdbtype"
)

var (
	errCountry = errors.New("no country code of two capitals")
	errNetwork = errors.New("no AS number with its owner's name")
)

func country(values []string) (mmdbtype.Map, error) {
	code := values[0]
	if len(values) != 1 || len(code) != 2 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return nil, errCountry
	}
	return mmdbtype.Map{"country": mmdbtype.Map{"iso_code": mmdbtype.String(code)}}, nil
}

func network(values []string) (mmdbtype.Map, error) {
	if len(values) != 2 || values[1] == "" || !utf8.ValidString(values[1]) {
		return nil, errNetwork
	}
	number, err := strconv.ParseUint(values[0], 10, 32)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNetwork, err)
	}
	return mmdbtype.Map{
		"autonomous_system_number":       mmdbtype.Uint32(number),
		"autonomous_system_organization": mmdbtype.String(values[1]),
	}, nil
}
