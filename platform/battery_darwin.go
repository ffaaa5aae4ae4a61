package platform

import (
	"context"
	"os/exec"
	"strings"
)

// OnBattery tells whether this computer runs on its battery; known is false
// where that cannot be told. It blocks for at most two seconds.
func OnBattery() (on, known bool) {
	ctx, cancel := context.WithTimeout(context.Background(), deskPatience)
	defer cancel()
	out, err := exec.CommandContext(ctx, "/usr/bin/pmset", "-g", "batt").Output()
	if err != nil {
		return false, false
	}
	return drawsBattery(string(out))
}

// drawsBattery reads what pmset says: Now drawing from 'Battery Power'.
func drawsBattery(text string) (on, known bool) {
	first, _, _ := strings.Cut(text, "\n")
	on = strings.Contains(first, "'Battery Power'")
	return on, on || strings.Contains(first, "'AC Power'")
}
