package link

import (
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/wire"
)

// TestConnectionAtRestHasNoWriter: a host of hundreds keeps no goroutine for what it
// may say to each of them one day. What it says then arrives, and pings go out.
func TestConnectionAtRestHasNoWriter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		host, guest := piped(t, standard())
		host.Admitted()
		guest.Admitted()
		frames := make(chan wire.Frame)
		for _, c := range []*Conn{host, guest} {
			go func() {
				for {
					f, err := c.Read(0)
					if err != nil {
						return
					}
					frames <- f
				}
			}()
		}
		for n := range uint64(3) {
			time.Sleep(time.Minute) // four times as long as a silent peer is waited for
			synctest.Wait()
			host.mu.Lock()
			writing := host.writing
			host.mu.Unlock()
			if writing {
				t.Error("somebody waits to write")
			}
			if err := host.Send(encode(t, &wire.Got{Frames: n})); err != nil {
				t.Fatal(err)
			}
			if f, ok := (<-frames).(*wire.Got); !ok || f.Frames != n {
				t.Errorf("frame %d was %+v", n, f)
			}
		}
		host.Close()
		guest.Close()
	})
}
