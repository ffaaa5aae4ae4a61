package pgp

import (
	"errors"
	"testing"
	"time"
)

// TestClockSetInTheMiddle sets the clock back and forward by years between what two
// people sign and check, as somebody may in a chat.
func TestClockSetInTheMiddle(t *testing.T) {
	t.Cleanup(func() { wall = func() time.Time { return time.Now().Round(0) } })
	set := func(years int) { wall = func() time.Time { return time.Now().Round(0).AddDate(years, 0, 0) } }
	id, err := NewIdentity("Anna")
	if err != nil {
		t.Fatal(err)
	}
	anna, err := id.Participant()
	if err != nil {
		t.Fatal(err)
	}
	cert, err := ParseCertificate(anna.Certificate())
	if err != nil {
		t.Fatal(err)
	}
	const context = "clock"
	for _, years := range []int{5, -5} {
		set(years)
		signed, err := anna.Sign(context, []byte("hello"))
		if err != nil {
			t.Fatal(err)
		}
		if err := cert.Verify(context, []byte("hello"), signed); err != nil {
			t.Errorf("both clocks %d years on: %v", years, err)
		}
		set(0)
		if err := cert.Verify(context, []byte("hello"), signed); err != nil {
			t.Errorf("the signer's clock %d years on: %v", years, err)
		}
	}
	// Whoever begins under a clock that is ahead signs in the future all the same.
	set(5)
	late, err := id.Participant()
	if err != nil {
		t.Fatal(err)
	}
	signed, err := late.Sign(context, []byte("hello"))
	if err != nil {
		t.Fatal(err)
	}
	set(0)
	if err := cert.Verify(context, []byte("hello"), signed); !errors.Is(err, ErrClock) {
		t.Errorf("a signature of five years from now: %v", err)
	}
}
