package chat

import "realtalk/ui/kit"

// Say appends a message.
func (p *Pane) Say(m Message) {
	p.markDay()
	p.transcript.say(m)
}

// Delivered shows how many of the others have an own message.
func (p *Pane) Delivered(id string, to, of int) {
	p.transcript.setStatus(id, kit.DeliveredTo(to, of))
}

// Note appends a line that is nobody's message.
func (p *Pane) Note(text string) {
	p.markDay()
	p.transcript.note(text, false)
}

// Came appends the line of somebody who came, with a look by what is known of
// them.
func (p *Pane) Came(text string, trust kit.Trust) {
	p.markDay()
	p.transcript.came(text, trust)
}

// Together runs f, which appends many lines, and lays the transcript out once.
func (p *Pane) Together(f func()) {
	p.transcript.held = true
	f()
	p.transcript.held = false
	p.transcript.layout()
}

// markDay puts the date above the first line of a day. The day on which the chat
// began has one once another day has begun.
func (p *Pane) markDay() {
	now := p.Now()
	if !p.day.IsZero() && !kit.SameDay(p.day, now) {
		if !p.transcript.dated {
			p.transcript.begins(newDay(p.day))
		}
		p.transcript.dated = true
		p.transcript.add(newDay(now))
	}
	p.day = now
}
