package app

import (
	"context"
	"sync/atomic"
	"time"

	"realtalk/app/lang"
	"realtalk/platform"
)

// batteryPause is how often the battery is looked at while a chat is hosted.
const batteryPause = time.Minute

// awake keeps the computer from falling asleep while a chat is hosted here.
type awake struct {
	hold    func(reason string) (release func(), err error)
	battery func() (on, known bool)
	changed chan struct{} // holds one: the settings are others now
	held    atomic.Int32  // by how many chats: one may begin while the last one ends
}

func newAwake() *awake {
	return &awake{hold: platform.KeepAwake, battery: platform.OnBattery, changed: make(chan struct{}, 1)}
}

// Awake tells whether this computer is kept awake now, and why, in words. It asks
// nobody.
func (a *App) Awake() (on bool, reason string) {
	if a.awake.held.Load() == 0 {
		return false, ""
	}
	return true, wordAwake()
}

func wordAwake() string {
	return lang.Say("Real Talk keeps this computer awake, for others are in a chat that you host.")
}

// keep holds the computer awake until ctx ends, as the settings of the moment
// wish it. Where the system refuses, it is asked again later.
func (w *awake) keep(ctx context.Context, settings func() Settings) {
	var release func()
	let := func() {
		if release != nil {
			w.held.Add(-1)
			release()
			release = nil
		}
	}
	defer let()
	ticker := time.NewTicker(batteryPause)
	defer ticker.Stop()
	for ctx.Err() == nil {
		switch wanted := w.wanted(settings()); {
		case !wanted:
			let()
		case release == nil:
			if r, err := w.hold(wordAwake()); err == nil {
				release = r
				w.held.Add(1)
			}
		}
		select {
		case <-ctx.Done():
		case <-w.changed:
		case <-ticker.C:
		}
	}
}

// wanted tells whether the user wants the computer kept awake now.
func (w *awake) wanted(s Settings) bool {
	if s.MaySleep {
		return false
	}
	if !s.SleepBattery {
		return true
	}
	on, _ := w.battery()
	return !on
}

// look has keep look at the settings. It does not block.
func (w *awake) look() {
	select {
	case w.changed <- struct{}{}:
	default: // it is about to look
	}
}
