package ui

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestProgramOutlastsAToolkitThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone, returned := make(chan struct{}), make(chan struct{})
		left := false
		go outlast(gone, returned, func() { left = true })
		time.Sleep(time.Hour) // of chatting
		synctest.Wait()
		if left {
			t.Fatal("left while the window is there")
		}
		close(gone)
		time.Sleep(loopPatience - time.Nanosecond)
		synctest.Wait()
		if left {
			t.Fatal("left before the toolkit had its time")
		}
		time.Sleep(2 * time.Nanosecond)
		synctest.Wait()
		if !left {
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
