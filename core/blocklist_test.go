package core

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"realtalk/core/admission"
	"realtalk/core/profile"
)

var someAddress = netip.MustParsePrefix("203.0.113.7/32")

// reopened is the same profile as another program has it.
func reopened(t *testing.T, p *profile.Profile) *profile.Profile {
	t.Helper()
	again, err := profile.Open(p.Dir())
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// Another program of this user changes the blocklist of the running host.
func TestBlocklistOfARunningHost(t *testing.T) {
	kept := testProfile(t)
	host := hostingIn(t, "Hanna", kept)
	guest := joining(t, "Guest", host.address())
	other := reopened(t, kept)
	loopback := netip.MustParsePrefix("127.0.0.1/32")
	if err := EditRecords(t.Context(), other, []Edit{{Do: EditBlock, Address: loopback, Note: "enough"}}); err != nil {
		t.Fatal(err)
	}
	if e := wait[Ended](guest, 1, nil); e.Reason != BlockedByHost {
		t.Errorf("the guest's chat ended with %+v", e)
	}
	if s := wait(host, 1, func(s Security) bool { return s.Kind == Blocked }); !s.ByHost || s.Nearness != ThisComputer {
		t.Errorf("the host was told %+v", s)
	}
	if e := wait[Ended](arriving(t, "Guest", host.address()), 1, nil); e.Reason != BlockedByHost {
		t.Errorf("the next ended with %+v", e)
	}
	records, err := ReadRecords(other)
	if err != nil || len(records) != 1 || records[0].Note != "enough" || records[0].Name != "Guest" {
		t.Errorf("on disk: %+v, %v", records, err)
	}
	if err := EditRecords(t.Context(), other, []Edit{{Do: EditUnblock, Address: loopback}}); err != nil {
		t.Fatal(err)
	}
	joining(t, "Guest", host.address())
}

// Many change it at once, with and without a host, and nothing is lost.
func TestChangesOfTheBlocklistAreNotLost(t *testing.T) {
	kept := testProfile(t)
	address := func(i int) netip.Prefix { return netip.PrefixFrom(netip.AddrFrom4([4]byte{203, 0, 113, byte(i)}), 32) }
	const n = 24
	var all sync.WaitGroup
	for i := range n {
		p := reopened(t, kept)
		all.Go(func() {
			if err := EditRecords(t.Context(), p, []Edit{{Do: EditBlock, Address: address(i)}}); err != nil {
				t.Error(err)
			}
		})
		if i == n/2 {
			host := hostingIn(t, "Hanna", kept) // in the middle of it
			defer func() { host.End(); host.Wait() }()
		}
	}
	all.Wait()
	records, err := ReadRecords(kept)
	if err != nil || len(records) != n {
		t.Errorf("%d of %d are on disk, %v", len(records), n, err)
	}
}

// What another program says that is no edit changes nothing and is not
// confirmed.
func TestNonsenseFromAnotherProgram(t *testing.T) {
	host := hosting(t, "Hanna")
	for _, ask := range []string{"", "{", `{"edits": 7}`, `{"edits": [{"do": "block", "address": "everything"}]}`} {
		if got := string(host.answer([]byte(ask))); !strings.Contains(got, "not_understood") {
			t.Errorf("%q is answered by %s", ask, got)
		}
	}
	if got := string(host.answer([]byte(`{"edits": [{"do": "dance"}, {"do": "block"}]}`))); got != "{}" {
		t.Errorf("edits that mean nothing are answered by %s", got)
	}
	if r := host.Records(); len(r) != 0 {
		t.Errorf("records %+v", r)
	}
}

func TestEditAfterTheEnd(t *testing.T) {
	kept := testProfile(t)
	host := hostingIn(t, "Hanna", kept)
	host.End()
	host.Wait()
	if err := host.Edit([]Edit{{Do: EditBlock, Address: someAddress}}); !errors.Is(err, ErrOver) {
		t.Error(err)
	}
	if err := EditRecords(t.Context(), kept, []Edit{{Do: EditBlock, Address: someAddress}}); err != nil {
		t.Error(err)
	}
}

// Once the file is another program's, the door that is ending writes nothing.
func TestEndingHostOverwritesNothing(t *testing.T) {
	kept := testProfile(t)
	host := hostingIn(t, "Hanna", kept)
	host.host.door.close()
	if err := host.Edit([]Edit{{Do: EditBlock, Address: netip.MustParsePrefix("198.51.100.1/32")}}); !errors.Is(err, ErrOver) {
		t.Error(err)
	}
	host.End()
	host.Wait()
	if err := EditRecords(t.Context(), kept, []Edit{{Do: EditBlock, Address: someAddress}}); err != nil {
		t.Fatal(err)
	}
	if r, err := ReadRecords(kept); err != nil || len(r) != 1 || r[0].Address != someAddress {
		t.Errorf("on disk: %+v, %v", r, err)
	}
}

// A full list refuses what would push out another block, and loses nothing.
func TestFullBlocklist(t *testing.T) {
	kept := testProfile(t)
	host := hostingIn(t, "Hanna", kept)
	if err := host.Edit([]Edit{{Do: EditBlock, Address: someAddress}}); err != nil {
		t.Fatal(err)
	}
	many := make([]Edit, admission.MaxRecords)
	for i := range many {
		many[i] = Edit{Do: EditBlock, Address: netip.PrefixFrom(nth(i), 32)}
	}
	if err := host.Edit(many); !errors.Is(err, ErrFull) || len(host.Records()) != 1 {
		t.Errorf("one too many: %v, %d records", err, len(host.Records()))
	}
	if err := EditRecords(t.Context(), reopened(t, kept), many); !errors.Is(err, ErrFull) {
		t.Errorf("from another program: %v", err)
	}
	if err := host.Edit(many[1:]); err != nil || len(host.Records()) != admission.MaxRecords {
		t.Errorf("as many as fit: %v, %d records", err, len(host.Records()))
	}
	if err := host.Edit(many[1:]); err != nil {
		t.Errorf("the same again: %v", err)
	}
	// So many changes at once are worth no notice each.
	for _, e := range host.all() {
		if s, ok := e.(Security); ok && s.Address != someAddress.Addr() {
			t.Fatalf("told %+v", s)
		}
	}
}

// Who holds the blocklist and never lets go is waited for no longer than asked.
func TestEditWaitsNoLongerThanAsked(t *testing.T) {
	kept := testProfile(t)
	release, ok, err := kept.TryLock(recordsLock)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	defer release()
	ctx, cancel := context.WithTimeout(t.Context(), 20*editPause)
	defer cancel()
	err = EditRecords(ctx, reopened(t, kept), []Edit{{Do: EditBlock, Address: someAddress}})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

// TestKilledHostKeepsItsBlocklist kills a host in the middle of a thousand
// changes of its blocklist, again and again: the file is whole every time, and
// every change that was confirmed is in it.
func TestKilledHostKeepsItsBlocklist(t *testing.T) {
	const changes = 1000
	rounds, total := 12, 0
	if testing.Short() {
		rounds = 3
	}
	for round := range rounds {
		host, _ := childHost(t, "Hanna", testPassword)
		confirmed := 0
		go host.types(fmt.Sprintf("/block %d", changes))
		for stop := 7 + 83*round; confirmed < stop && confirmed < changes; confirmed++ {
			host.tells("blocked")
		}
		_ = host.cmd.Process.Kill()
		for line := range host.lines { // what was confirmed before the end came
			if strings.HasPrefix(line, "blocked") {
				confirmed++
			}
		}
		host.kill()
		p, err := profile.Open(filepath.Join(host.dir, "profile"))
		if err != nil {
			t.Fatal(err)
		}
		records, err := ReadRecords(p)
		if err != nil {
			t.Fatalf("round %d, after %d changes: %v", round, confirmed, err)
		}
		if len(records) < confirmed || len(records) > confirmed+1 { // one may be on disk and not confirmed yet
			t.Errorf("round %d: %d changes were confirmed, %d are on disk", round, confirmed, len(records))
		}
		for _, r := range records {
			if !r.Blocked {
				t.Errorf("round %d: %+v", round, r)
			}
		}
		total += confirmed
	}
	t.Logf("%d changes confirmed in %d lives", total, rounds)
}

// blockAsChild blocks n addresses, one after another.
func blockAsChild(c *Chat, n int) {
	for i := range n {
		a := netip.AddrFrom4([4]byte{198, 18, byte(i / 250), byte(1 + i%250)})
		if err := c.Edit([]Edit{{Do: EditBlock, Address: netip.PrefixFrom(a, 32)}}); err != nil {
			fmt.Println("error", err)
			return
		}
		fmt.Println("blocked", a)
	}
}
