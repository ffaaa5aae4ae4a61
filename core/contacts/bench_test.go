package contacts_test

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkMeet is what one meeting costs, disk and signature included.
func BenchmarkMeet(b *testing.B) {
	for _, n := range []int{10, 1000, 9999} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			book := fill(b, n)
			at := day(2)
			for b.Loop() {
				at = at.Add(time.Minute)
				must(b, book.Meet(stranger(0), guest(0), at))
			}
		})
	}
}

// BenchmarkJudge is what it costs to tell who comes.
func BenchmarkJudge(b *testing.B) {
	for _, n := range []int{10, 1000, 9999} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			book := fill(b, n)
			for b.Loop() {
				book.Judge(ada, "Ada")
			}
		})
	}
}
