package cpace_test

import (
	"testing"

	"realtalk/core/cpace"
)

// BenchmarkOneSide is what a try costs the host.
func BenchmarkOneSide(b *testing.B) {
	share := joiner.start(b, cpace.Initiator).Share()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := host.start(b, cpace.Responder).Finish(share, []byte("joiner")); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBothSides(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ka, kb := exchange(b, joiner, host)
		if !kb.Verify(ka.Tag()) || !ka.Verify(kb.Tag()) {
			b.Fatal("the tags do not verify")
		}
	}
}

func BenchmarkStretch(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		cpace.Stretch("correct horse battery staple", chat)
	}
}
