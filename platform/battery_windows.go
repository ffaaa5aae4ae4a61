package platform

import "unsafe"

var getSystemPowerStatus = kernel32.NewProc("GetSystemPowerStatus")

// systemPowerStatus is SYSTEM_POWER_STATUS.
type systemPowerStatus struct {
	acLine, batteryFlag, batteryPercent, saver byte
	seconds, fullSeconds                       uint32
}

// OnBattery tells whether this computer runs on its battery; known is false
// where that cannot be told.
func OnBattery() (on, known bool) {
	var s systemPowerStatus
	if done, _, _ := getSystemPowerStatus.Call(uintptr(unsafe.Pointer(&s))); done == 0 {
		return false, false
	}
	return s.acLine == 0, s.acLine <= 1
}
