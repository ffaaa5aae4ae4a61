package chat

import (
	"math/rand/v2"
	"testing"
)

// TestHeightsAgainstAList compares with adding up one by one.
func TestHeightsAgainstAList(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		var h heights
		var list []float32
		for range random.IntN(200) + 1 {
			if v := float32(random.IntN(90) + 1); len(list) > 0 && random.IntN(3) == 0 {
				i := random.IntN(len(list))
				list[i] = v
				h.set(i, v)
			} else {
				list = append(list, v)
				h.append(v)
			}
		}
		var sum float32
		for i, v := range list {
			if got := h.before(i); got != sum {
				t.Fatalf("row %d of %d begins at %v, want %v", i, len(list), got, sum)
			}
			for _, y := range []float32{sum, sum + v/2, sum + v - 0.5} {
				if got := h.find(y); got != i {
					t.Fatalf("find(%v) = %d, want %d", y, got, i)
				}
			}
			sum += v
		}
		if h.total() != sum || h.find(-5) != 0 || h.find(sum+5) != len(list)-1 {
			t.Fatalf("total %v, want %v; outside: %d, %d", h.total(), sum, h.find(-5), h.find(sum+5))
		}
	}
}
