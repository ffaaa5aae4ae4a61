package core

import (
	"fmt"
	"os"
	"testing"
	"text/tabwriter"
	"time"
)

// show prints the table.
func show(tb testing.TB, rows []loadRow) {
	tb.Helper()
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "guests\tjoin\tone way\tthere+back\tp99\tverified/s\talone: one way\tthere+back\tp99\t"+
		"relay/s\tCPU µs each\tngircd/s\tCPU µs each\tRSS KiB a guest\theap KiB a guest\t")
	for _, r := range rows {
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%.1f\t%.1f\t\n", r.guests, ms(r.join), r.all, number(r.verified),
			r.alone, r.relay, r.irc, r.rss/1024, r.heap/1024)
	}
	if err := w.Flush(); err != nil {
		tb.Error(err)
	}
	fmt.Println("Times in ms: p50, and the 99th in a hundred; a join without Argon2id. verified: all guests decrypt and verify;\n" +
		"alone: two of them do. relay and ngircd: guests that only count, messages of 100 bytes. -: not measured.")
}

func ms(d time.Duration) string {
	if d == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", float64(d.Microseconds())/1000)
}

func number(f float64) string {
	if f == 0 {
		return "-"
	}
	return fmt.Sprintf("%.0f", f)
}

// String gives three cells.
func (t trips) String() string { return ms(t.way) + "\t" + ms(t.half) + "\t" + ms(t.most) }

// String gives two cells.
func (r relayed) String() string {
	if r.missing != "" {
		return r.missing + "\t"
	}
	return fmt.Sprintf("%.0f\t%.2f", r.rate, r.cpu*1e6)
}
