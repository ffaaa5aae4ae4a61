package ui

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestProgramOutlastsAToolkitThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone, returned := make(chan struct{}), make(chan struct{})
		var left atomic.Bool
		go outlast(gone, returned, func() { left.Store(true) })
		time.Sleep(time.Hour) // of chatting
		synctest.Wait()
		if left.Load() {
			t.Fatal("left while the window is there")
		}
		close(gone)
		time.Sleep(loopPatience - time.Nanosecond)
		synctest.Wait()
		if left.Load() {
			t.Fatal("left before the toolkit had its time")
		}
		time.Sleep(2 * time.Nanosecond)
		synctest.Wait()
		if !left.Load() {
			t.Error("still there")
		}
	})
}

func TestProgramLeavesWithItsToolkit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone, returned := make(chan struct{}), make(chan struct{})
		go outlast(gone, returned, func() { t.Error("left twice") })
		close(gone)
		time.Sleep(loopPatience / 2)
		close(returned)
		time.Sleep(2 * loopPatience)
	})
}
