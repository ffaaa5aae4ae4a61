package alarm

import "realtalk/core/admission"

// Action is something to be done: Pass, Busy or Tell.
type Action interface{ action() }

// Pass lets a connection go on.
type Pass struct{ Conn admission.Conn }

// Busy turns a connection away: too many are in line before it.
type Busy struct{ Conn admission.Conn }

// Tell tells the host.
type Tell struct{ Notice }

func (Pass) action() {}
func (Busy) action() {}
func (Tell) action() {}

// tell makes an action of each notice.
func tell(notices ...Notice) []Action {
	var actions []Action
	for _, n := range notices {
		actions = append(actions, Tell{n})
	}
	return actions
}
