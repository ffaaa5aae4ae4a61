package control_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"realtalk/core/control"
)

// A request that was taken is answered though the server is closing, and Close
// waits for that.
func TestCloseWaitsForAnswers(t *testing.T) {
	dir := t.TempDir()
	taken, finish := make(chan struct{}), make(chan struct{})
	s := serve(t, dir, func(request []byte) []byte {
		close(taken)
		<-finish
		return request
	})
	var all sync.WaitGroup
	all.Go(func() { wantAnswer(t, dir, "late", "late") })
	<-taken
	var closed atomic.Bool
	all.Go(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		closed.Store(true)
	})
	untilUnpublished(dir)
	wantNobody(t, dir)
	if closed.Load() {
		t.Error("closed before the answer was given")
	}
	close(finish)
	all.Wait()
	wantEmpty(t, dir)
}

// untilUnpublished waits for Close to begin.
func untilUnpublished(dir string) {
	for {
		if _, err := os.Lstat(filepath.Join(dir, "control")); err != nil {
			return
		}
		runtime.Gosched()
	}
}

// Whenever the server ends, each caller has its answer or knows that nobody saw
// its request.
func TestCloseWhileCallsRun(t *testing.T) {
	dir := t.TempDir()
	for range 30 {
		var asked, answered atomic.Int64
		begun := make(chan struct{})
		s := serve(t, dir, func(request []byte) []byte {
			if asked.Add(1) == 50 {
				close(begun)
			}
			return request
		})
		var callers sync.WaitGroup
		for range 20 {
			callers.Go(func() { answered.Add(callUntilNobody(t, dir)) })
		}
		<-begun
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		callers.Wait()
		if asked.Load() != answered.Load() {
			t.Fatalf("%d requests were seen, %d answers came", asked.Load(), answered.Load())
		}
	}
}

func callUntilNobody(t *testing.T, dir string) (answered int64) {
	for ; ; answered++ {
		_, err := control.Call(t.Context(), dir, []byte("ask"))
		if errors.Is(err, control.ErrNobody) {
			return answered
		}
		if err != nil {
			t.Error(err)
			return answered
		}
	}
}
