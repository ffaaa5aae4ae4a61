package geoip_test

import (
	"strings"
	"testing"

	"realtalk/core/geoip"
)

// The bytes are by hand, so that they need no writer: 0xe0 begins a map, 0x40 a
// string, 0x20 a pointer, each with its size in the low bits.
func TestRecords(t *testing.T) {
	crowded := func(fields int) string { // 285 and what the next two bytes say
		size := string([]byte{byte((fields - 285) >> 8), byte(fields - 285)})
		return "\xfe" + size + "\x4ccountry_code\x42FR" + strings.Repeat("\x41a\x41b", fields-1)
	}
	for name, test := range map[string]struct {
		data string
		want geoip.Answer
	}{
		"nested":               {"\xe1\x47country\xe1\x48iso_code\x42FR", geoip.Answer{Country: "FR"}},
		"flat":                 {"\xe2\x4ccountry_code\x42FR\x43asn\x46AS3215", geoip.Answer{Country: "FR", ASN: 3215}},
		"city":                 {"\xe1\x44city\xe1\x45names\xe1\x42en\x44Lyon", geoip.Answer{City: "Lyon"}},
		"city in German alone": {"\xe1\x44city\xe1\x45names\xe1\x42de\x44Lyon", geoip.Answer{}},
		"not a number":         {"\xe1\x43asn\x46AS32x5", geoip.Answer{}},
		"too large a number":   {"\xe1\x43asn\x4c" + "AS4294967296", geoip.Answer{}},
		"cut off":              {"\xe1\x47country\xe1\x48iso_code\x42F", geoip.Answer{}},
		"not a map":            {"\x42FR", geoip.Answer{}},
		"points to itself":     {"\xe1\x44city\x20\x06", geoip.Answer{}},
		"many fields":          {crowded(4096), geoip.Answer{Country: "FR"}},
		"too many fields":      {crowded(4097), geoip.Answer{}},
	} {
		if got := geoip.ReadRecord([]byte(test.data)); got != test.want {
			t.Errorf("%s: %+v, not %+v", name, got, test.want)
		}
	}
}
