package pcp

import (
	"testing"
	"time"
)

func TestLost(t *testing.T) {
	for name, c := range map[string]struct {
		before, now uint32
		passed      time.Duration
		lost        bool
	}{
		"same moment":                   {100, 100, 0, false},
		"goes on":                       {100, 700, 10 * time.Minute, false},
		"one second back":               {100, 99, 0, false}, // two answers may change places
		"two seconds back":              {100, 98, 0, true},
		"rebooted":                      {100, 3, time.Second, true},
		"rebooted long ago":             {100, 300, 10 * time.Minute, true},
		"from 0":                        {100, 0, time.Minute, true},
		"rounded":                       {100, 102, time.Second, false},
		"wrapped round":                 {1<<32 - 1, 5, 6 * time.Second, true},
		"far ahead":                     {100, 5000, time.Minute, true},
		"answer came late":              {100, 102, 4 * time.Second, false},
		"slow by a sixteenth and 2 s":   {1000, 1000 + 1498, 1600 * time.Second, false},
		"slow by more":                  {1000, 1000 + 1497, 1600 * time.Second, true},
		"fast by a sixteenth and 2 s":   {1000, 1000 + 1600, 1498 * time.Second, false},
		"fast by more":                  {1000, 1000 + 1600, 1497 * time.Second, true},
		"after an hour of sleep":        {100, 3700, time.Hour, false},
		"sleep was not counted here":    {100, 3700, time.Second, true},
		"largest steps":                 {0, 1<<32 - 1, (1<<32 - 1) * time.Second, false},
		"clock here was set back, both": {100, 700, -time.Minute, true},
	} {
		if lost := Lost(c.before, c.now, c.passed); lost != c.lost {
			t.Errorf("%s: %v", name, lost)
		}
	}
}
