package platform

import "testing"

func TestDrawsBattery(t *testing.T) {
	for text, want := range map[string][2]bool{
		"Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t80%; discharging": {true, true},
		"Now drawing from 'AC Power'\n -InternalBattery-0 (id=1)\t80%; charging":         {false, true},
		"Now drawing from 'UPS Power'\n":                                                 {false, false},
		"":                                                                               {false, false},
		"\n'Battery Power'":                                                              {false, false},
	} {
		if on, known := drawsBattery(text); on != want[0] || known != want[1] {
			t.Errorf("%q: %v, %v", text, on, known)
		}
	}
}
