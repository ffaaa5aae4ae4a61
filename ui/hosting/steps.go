package hosting

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// steps are the three ways in, which tick by themselves.
type steps struct {
	object                      *fyne.Container
	computer, network, internet *kit.Step
}

func newSteps() steps {
	s := steps{
		computer: kit.NewStep(kit.StepComputer()), network: kit.NewStep(kit.StepNetwork()), internet: kit.NewStep(kit.StepInternet()),
	}
	s.object = kit.NewColumn(kit.GapBelow, s.computer.Object, s.network.Object, s.internet.Object)
	s.setAwake("")
	s.set(Door{})
	return s
}

// setAwake says that this computer is kept awake, and why.
func (s *steps) setAwake(reason string) { s.computer.Set(kit.StepDone, kit.StepComputerOpen(), reason) }

func (s *steps) set(d Door) {
	switch {
	case len(d.Local) > 0:
		s.network.Set(kit.StepDone, kit.StepNetworkOpen(), "")
	case d.State == "":
		s.network.Set(kit.StepWaiting, kit.StepLooking(), "")
	default:
		s.network.Set(kit.StepNotThere, kit.StepNetworkNone(), kit.StepNetworkHow())
	}
	s.internet.SetBadge(d.badge())
	switch {
	case d.State == "":
		s.internet.Set(kit.StepWaiting, kit.StepLooking(), "")
	case d.Tested, len(d.Internet) > 0:
		s.internet.Set(kit.StepDone, d.Text, d.Hint)
	case d.State == "asking", d.State == "open":
		s.internet.Set(kit.StepWaiting, d.Text, d.Hint)
	default:
		s.internet.Set(kit.StepNotThere, d.Text, d.Hint)
	}
}
