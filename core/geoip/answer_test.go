package geoip_test

import (
	"testing"

	"realtalk/core/geoip"
)

func TestPlace(t *testing.T) {
	for _, test := range []struct {
		answer geoip.Answer
		want   string
		known  bool
	}{
		{geoip.Answer{Country: "FR", City: "Lyon"}, "Lyon, France", true},
		{geoip.Answer{Country: "FR"}, "France", true},
		{geoip.Answer{Country: "GB"}, "United Kingdom", true},
		{geoip.Answer{Country: "XK"}, "Kosovo", true},
		{geoip.Answer{City: "Lyon"}, "Lyon", true},
		{geoip.Answer{Country: "ZZ"}, "unknown place", false},
		{geoip.Answer{Country: "QQ"}, "unknown place", false},
		{geoip.Answer{}, "unknown place", false},
		{geoip.Answer{Kind: geoip.Special}, "unknown place", false},
		{geoip.Answer{Kind: geoip.ThisComputer}, "this computer", true},
		{geoip.Answer{Kind: geoip.ThisNetwork}, "this network", true},
		{geoip.Answer{Kind: geoip.Carrier}, "this network", true},
	} {
		if got := test.answer.Place(); got != test.want || test.answer.Known() != test.known {
			t.Errorf("%+v: %q, known %t", test.answer, got, test.answer.Known())
		}
	}
}

func TestNetwork(t *testing.T) {
	for _, test := range []struct {
		answer geoip.Answer
		want   string
	}{
		{geoip.Answer{ASN: 3215, Owner: "Orange S.A."}, "Orange S.A."},
		{geoip.Answer{ASN: 4294967295}, "AS4294967295"},
		{geoip.Answer{Owner: "Orange S.A."}, "Orange S.A."},
		{geoip.Answer{}, ""},
	} {
		if got := test.answer.Network(); got != test.want {
			t.Errorf("%+v: %q", test.answer, got)
		}
	}
}
