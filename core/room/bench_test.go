package room

import (
	"fmt"
	"testing"
)

// BenchmarkAccept takes messages of 120 bytes from one of so many members.
func BenchmarkAccept(b *testing.B) {
	for _, n := range []int{2, 50, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			alice, bob := pair(b, n)
			text := string(make([]byte, 120))
			bodies := make([][]byte, 1000)
			for i := range bodies {
				bodies[i], _, _ = alice.Compose(text, newcomerTime)
			}
			at, _ := bob.Index(alice.self)
			clean := *bob.people[at]
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				if i == len(bodies) {
					i, *bob.people[at] = 0, clean
				}
				if _, _, err := bob.Accept(at, uint64(i+1), bodies[i]); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}

func BenchmarkCompose(b *testing.B) {
	alice, _ := pair(b, 50)
	text := string(make([]byte, 120))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := alice.Compose(text, newcomerTime); err != nil {
			b.Fatal(err)
		}
		alice.Reset()
	}
}

// pair gives two members' rooms in a chat of n, the list of people and nothing
// else.
func pair(b *testing.B, n int) (alice, bob *Room) {
	b.Helper()
	w := &world{chat: filled(1)}
	var people []*person
	for i := range n {
		people = append(people, newPerson(w.newUser(fmt.Sprint("User ", i)).member, fresh()))
	}
	seat := func(i int) *Room {
		own := make([]*person, n)
		for j, p := range people {
			c := *p
			own[j] = &c
		}
		next, err := arrive(own, own, nil, nil)
		if err != nil {
			b.Fatal(err)
		}
		r := New(w.chat, people[i].ID, people[0].ID)
		r.move(1, filled(2), next)
		at, _ := r.Index(r.self)
		r.me = next[at]
		return r
	}
	return seat(0), seat(1)
}
