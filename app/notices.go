package app

import (
	"time"

	"realtalk/app/lang"
	"realtalk/core"
)

// security tells what happened at the door, and keeps it.
func (t *teller) security(s core.Security) Event {
	now := time.Now()
	if s.Kind == core.AttackOver {
		e := Notice{Code: "attack_over", Text: attackOverText(s)}
		t.keep(SecurityEntry{Time: now, Kind: string(SecurityAttack), Tries: s.Tries, Text: e.Text})
		return e
	}
	w := words{Security: s, now: now}
	if s.Address.IsValid() {
		w.Location = t.chat.app.locate(s.Address)
	}
	e := Security{
		Kind: securityKinds[s.Kind], Tries: s.Tries, Place: w.Place, Owner: w.Owner,
		Text: w.text(), Brief: w.fact(), Details: w.details(), About: "attack",
		Urgent:   s.Kind == core.Disconnected || s.Kind == core.Blocked && !s.ByHost || s.Kind == core.Attack && !s.Again,
		CanBlock: s.Address.IsValid() && !s.Blocked && s.Kind != core.Unblocked,
	}
	if s.Address.IsValid() {
		e.Address, e.About = w.address(), s.House.String()
	}
	t.keep(SecurityEntry{
		Time: now, Kind: string(e.Kind), Name: s.Name, Address: e.Address, Place: e.Place, Owner: e.Owner,
		Tries: e.Tries, Text: e.Text,
	})
	return e
}

var securityKinds = map[core.SecurityKind]SecurityKind{
	core.WrongPassword: SecurityWrongPassword,
	core.Disconnected:  SecurityDisconnected,
	core.Blocked:       SecurityBlocked,
	core.Refused:       SecurityRefused,
	core.Unblocked:     SecurityUnblocked,
	core.Attack:        SecurityAttack,
}

// keep adds to the list that stays on disk.
func (t *teller) keep(e SecurityEntry) { t.chat.app.journal.add(e) }

// memberJoined tells everybody who is there; the host learns from where.
func (t *teller) memberJoined(j core.MemberJoined) Event {
	met := t.chat.met(j.Person)
	p := t.chat.person(j.Person)
	e := MemberJoined{
		Name: p.Name, Alias: p.Alias, Fingerprint: p.Fingerprint, Trust: p.Trust, Already: j.Already, Safety: j.Safety,
		Text: joinedText(p, met, j.Already),
	}
	if !t.chat.hosted() {
		return e
	}
	if address, ok := t.chat.core.Address(j.ID); ok {
		l := t.chat.app.locate(address)
		e.Address, e.Place, e.Owner = address.Unmap().String(), l.Place, l.Owner
	}
	t.keep(SecurityEntry{
		Time: time.Now(), Kind: EntryJoined, Name: e.Name, Address: e.Address, Place: e.Place, Owner: e.Owner, Text: e.Text,
	})
	return e
}

// asks tells the host who waits, and keeps it.
func (t *teller) asks(a core.Asks) Event {
	e := t.chat.asks(a)
	t.keep(SecurityEntry{
		Time: time.Now(), Kind: EntryAsked, Name: e.Name, Address: e.Address, Place: e.Place, Owner: e.Owner, Text: e.Text,
	})
	return e
}

func (c *Chat) asks(asks core.Asks) Asks {
	p := c.person(asks.Person)
	l := c.app.locate(asks.Address)
	w := words{Security: core.Security{Address: asks.Address, Nearness: asks.Nearness}, Location: l, now: time.Now()}
	e := Asks{
		Name: p.Name, Fingerprint: p.Fingerprint, Trust: p.Trust, Until: asks.Until,
		Address: w.address(), Place: l.Place, Owner: l.Owner,
		Brief: lang.Say("Somebody knows the password and asks to come in."),
	}
	e.Text = lang.Sentences(lang.Say("%s knows the password and asks to come in.", called(p.Name)), askedBefore(p.Trust), w.where())
	return e
}

// turnedAway tells the host who knows the password and was not let in, and keeps
// it.
func (t *teller) turnedAway(a core.TurnedAway) Event {
	l := t.chat.app.locate(a.Address)
	w := words{Security: core.Security{Address: a.Address, Nearness: a.Nearness}, Location: l, now: time.Now()}
	text := lang.Sentences(awayText(a), again(a.Times), w.where())
	t.keep(SecurityEntry{
		Time: w.now, Kind: EntryTurnedAway, Name: a.Name, Address: w.address(), Place: l.Place, Owner: l.Owner, Text: text,
	})
	return Notice{Code: "turned_away", Text: text}
}

func awayText(a core.TurnedAway) string {
	name := called(a.Name)
	switch a.Why {
	case core.AwayLocked:
		return lang.Say("%s knows the password but was not let in, because the chat is locked.", name)
	case core.AwayFull:
		return lang.Say("%s knows the password but was not let in, because the chat is full.", name)
	case core.AwayCrowded:
		return lang.Say("%s knows the password but was not let in, because too many are waiting to be let in.", name)
	case core.AwayClock:
		return lang.Say("%s knows the password but was not let in, because that computer's clock is more than a day ahead of yours, which says %s. Set yours right if it is wrong; otherwise tell %[1]s to set the other.", name, lang.Date(time.Now()))
	default:
		return lang.Say("%s knows the password but was not let in, because somebody has that name already.", name)
	}
}

// again tells how often something happened, if it was more than once.
func again(times int) string {
	switch {
	case times < 2:
		return ""
	case times == 2:
		return lang.Say("That happened twice.")
	default:
		return lang.Count(times, "That happened once.", "That happened %d times.")
	}
}

func askedBefore(trust Trust) string {
	switch trust {
	case TrustVerified:
		return lang.Say("You have verified who this is.")
	case TrustKnown:
		return lang.Say("You have met before.")
	case TrustChanged:
		return lang.Say("CAREFUL: this is not the person of that name whom you met before.")
	default:
		return lang.Say("You have not met this person here before.")
	}
}

func (t *teller) asked(a core.Asked) Event {
	p := t.chat.person(a.Person)
	e := Asked{Name: p.Name, Fingerprint: p.Fingerprint, Result: askResults[a.Result]}
	switch a.Result {
	case core.AskAdmitted:
		e.Text = lang.Say("You let %s in.", called(p.Name))
	case core.AskDeclined:
		e.Text = lang.Say("You did not let %s in.", called(p.Name))
	case core.AskTimeout:
		e.Text = lang.Say("%s was not let in, because you did not answer. They can ask again.", called(p.Name))
	default:
		e.Text = lang.Say("%s does not wait to come in any more.", called(p.Name))
	}
	return e
}

var askResults = map[core.AskResult]AskResult{
	core.AskAdmitted: AskAdmitted,
	core.AskDeclined: AskDeclined,
	core.AskLeft:     AskLeft,
	core.AskTimeout:  AskTimeout,
}
