package contacts_test

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"

	"realtalk/core/contacts"
	"realtalk/core/pgp"
	"realtalk/core/profile"
)

// childEnv makes the test binary a child that meets people: "FROM DIR".
const childEnv = "REALTALK_CONTACTS_CHILD"

// each process meets so many people.
const each = 20

func TestMain(m *testing.M) {
	if job := os.Getenv(childEnv); job != "" {
		if err := child(job); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func child(job string) error {
	first, dir, _ := strings.Cut(job, " ")
	from, err := strconv.Atoi(first)
	if err != nil {
		return err
	}
	p, err := profile.Open(dir)
	if err != nil {
		return err
	}
	data, err := p.Read("identity.pgp")
	if err != nil {
		return err
	}
	me, err := pgp.ParseIdentity(data)
	if err != nil {
		return err
	}
	b, err := contacts.Open(p, me)
	if err != nil {
		return err
	}
	return meetEach(b, from)
}

// meetEach meets people and verifies every second of them.
func meetEach(b *contacts.Book, from int) error {
	for n := from; n < from+each; n++ {
		if err := b.Meet(stranger(n), guest(n), day(1)); err != nil {
			return err
		}
		if n%2 == 0 {
			if err := b.Verify([][32]byte{stranger(n)}, day(1)); err != nil {
				return err
			}
		}
	}
	return nil
}

func guest(n int) string { return fmt.Sprintf("Guest %d", n+10) }

// Several processes, and several goroutines of each book, change one file.
func TestProcessesLoseNothing(t *testing.T) {
	dir, me := t.TempDir(), newIdentity(t)
	identity, err := me.Marshal()
	must(t, err)
	must(t, openProfile(t, dir).Write("identity.pgp", identity))
	mine, other := openBook(t, dir, me), openBook(t, dir, me)
	var all sync.WaitGroup
	for i, run := range []func(from int) error{
		func(from int) error { return process(dir, from) },
		func(from int) error { return process(dir, from) },
		func(from int) error { return meetEach(mine, from) },
		func(from int) error { return meetEach(mine, from) },
		func(from int) error { return meetEach(other, from) },
	} {
		all.Go(func() {
			if err := run(i * each); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, b := range []*contacts.Book{mine, other, openBook(t, dir, me)} {
		if got := len(b.List()); got != 5*each {
			t.Errorf("%d contacts, not %d", got, 5*each)
		}
		for n := range 5 * each {
			want := contacts.Verified - contacts.Trust(n%2)
			wantTrust(t, b, stranger(n), guest(n), want)
		}
	}
}

func process(dir string, from int) error {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), fmt.Sprintf("%s=%d %s", childEnv, from, dir))
	out, err := c.CombinedOutput()
	if err != nil {
		return fmt.Errorf("child %d: %w: %s", from, err, out)
	}
	return nil
}

// A book sees at once what another did.
func TestAnotherBookIsSeen(t *testing.T) {
	dir, me := t.TempDir(), newIdentity(t)
	mine, other := openBook(t, dir, me), openBook(t, dir, me)
	meet(t, other, ada, "Ada", 1)
	wantTrust(t, mine, ada, "Ada", contacts.Known)
	wantTrust(t, mine, eve, "Ada", contacts.Changed)
	must(t, mine.Forget(ada))
	if got := other.List(); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	if _, ok := other.Get(ada); ok {
		t.Error("forgotten, and still there")
	}
}
