package chat

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// SetPeople shows who is in.
func (p *Pane) SetPeople(all []Person) {
	p.people.set(all)
	p.count = len(all)
	p.namePeopleButton()
	p.head.Refresh()
}

func (p *Pane) togglePeople() { p.swapPeople(!p.sides.showPeople) }

// swapPeople puts the people in the place of the transcript, or back.
func (p *Pane) swapPeople(in bool) {
	if in == p.sides.showPeople {
		return
	}
	p.sides.showPeople = in
	p.namePeopleButton()
	p.body.Refresh()
	p.head.Refresh()
}

// namePeopleButton says where the button leads.
func (p *Pane) namePeopleButton() {
	if p.sides.showPeople {
		p.peopleButton.SetText(kit.WordBackToChat())
		return
	}
	p.peopleButton.SetText(kit.PeopleCount(p.count))
}

// ShowPeople brings the people into view and gives the list, to be focused.
func (p *Pane) ShowPeople() fyne.Focusable {
	if !p.people.list.Visible() || p.sides.width < wide {
		p.swapPeople(true)
	}
	return p.people.list
}
