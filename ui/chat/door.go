package chat

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Rules says who may come in beside what the password decides.
type Rules struct {
	AskFirst bool
	Locked   bool
	Limit    int // people at most; 0: no limit
}

// badges shows what is not as usual.
func (r Rules) badges() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	if r.Locked {
		all = append(all, kit.NewLockBadge(kit.BadgeLocked(), kit.BadgeAccent))
	}
	if r.AskFirst {
		all = append(all, kit.NewBadge(kit.BadgeAsks(), kit.BadgePlain))
	}
	if r.Limit > 0 {
		all = append(all, kit.NewBadge(kit.BadgeLimit(r.Limit), kit.BadgePlain))
	}
	return all
}

// SetRules shows at the head how the door stands.
func (p *Pane) SetRules(r Rules) {
	p.rules.Objects = r.badges()
	p.rules.Hidden = len(p.rules.Objects) == 0
	p.resized()
}

// Door is the card on which the host says who may come in.
type Door struct {
	Object fyne.CanvasObject

	// OnChange is asked for other rules, and tells whether they hold.
	OnChange func(Rules) (taken bool)

	rules Rules
	lock  *kit.Option
	ask   *kit.Option
	limit *kit.Limit
}

// NewDoor makes the card.
func NewDoor(r Rules) *Door {
	d := &Door{rules: r}
	d.lock = kit.NewOption(kit.DoorLock(), kit.DoorLockHint(), r.Locked, func(on bool) {
		d.change(func(r *Rules) { r.Locked = on })
	})
	d.ask = kit.NewOption(kit.DoorAsk(), kit.DoorAskHint(), r.AskFirst, func(on bool) {
		d.change(func(r *Rules) { r.AskFirst = on })
	})
	d.limit = kit.NewLimit(r.Limit, func(n int) { d.change(func(r *Rules) { r.Limit = n }) })
	d.Object = kit.NewColumn(10, d.lock, d.ask, d.limit.Object)
	return d
}

// change asks for other rules, and shows those that hold if it was in vain.
func (d *Door) change(set func(*Rules)) {
	r := d.rules
	set(&r)
	if d.OnChange(r) {
		d.rules = r
		return
	}
	d.lock.Set(d.rules.Locked)
	d.ask.Set(d.rules.AskFirst)
	d.limit.Set(d.rules.Limit)
}

// Focus gives where to begin.
func (d *Door) Focus() fyne.Focusable { return d.lock.Tick }
