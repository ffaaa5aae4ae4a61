package chat

// heights keeps the heights of rows so that the sum of the first n, the row at
// a position and a change of one height all take a logarithmic time (a binary
// indexed tree; Fenwick 1994).
type heights struct {
	row  []float32
	tree []float64 // tree[i-1] sums the rows from i-(i&-i) to i-1
}

func (h *heights) len() int { return len(h.row) }

func (h *heights) at(i int) float32 { return h.row[i] }

func (h *heights) append(v float32) {
	h.row = append(h.row, v)
	i := len(h.row)
	sum := float64(v)
	for j := i - 1; j > i-(i&-i); j -= j & -j {
		sum += h.tree[j-1]
	}
	h.tree = append(h.tree, sum)
}

func (h *heights) set(i int, v float32) {
	delta := float64(v) - float64(h.row[i])
	h.row[i] = v
	for j := i + 1; j <= len(h.tree); j += j & -j {
		h.tree[j-1] += delta
	}
}

// before gives the sum of the first n heights: where row n begins.
func (h *heights) before(n int) float32 {
	var sum float64
	for j := n; j > 0; j -= j & -j {
		sum += h.tree[j-1]
	}
	return float32(sum)
}

func (h *heights) total() float32 { return h.before(len(h.row)) }

// find gives the row at a position, the first or last one if it is outside.
func (h *heights) find(y float32) int {
	step := 1
	for step*2 <= len(h.tree) {
		step *= 2
	}
	i, left := 0, float64(y)
	for ; step > 0; step /= 2 {
		if i+step <= len(h.tree) && h.tree[i+step-1] <= left {
			left -= h.tree[i+step-1]
			i += step
		}
	}
	return max(0, min(i, len(h.row)-1))
}

// truncate forgets all rows but the first n.
func (h *heights) truncate(n int) {
	h.row, h.tree = h.row[:n], h.tree[:n]
}
