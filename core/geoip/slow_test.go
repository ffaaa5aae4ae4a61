package geoip_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/maxmind/mmdbwriter/mmdbtype"
)

// A small file can take very long to check: each of its records points to the
// same large one. Who gives up is let go at once.
func TestFileThatTakesLongToCheck(t *testing.T) {
	large := make(mmdbtype.Slice, 30_000)
	for i := range large {
		large[i] = mmdbtype.Uint32(i)
	}
	networks := rows{}
	for i := range 200 {
		row := country("FR")
		row["n"], row["large"] = mmdbtype.Uint32(i), large
		networks[fmt.Sprintf("20.%d.%d.0/24", i>>8, i&0xff)] = row
	}
	list := file(t, "slow.mmdb", mmdb(t, "slow", may, networks))

	d := openIn(t, folders(t))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := d.Import(ctx, list); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	if got := lookup(d, "198.51.100.1"); got.Country != "FR" || got.Network() != "Built-in Telecom" {
		t.Errorf("%+v", got)
	}
}
