package chat

// FootHeight gives what the composer takes of the view, at its lower edge.
func (p *Pane) FootHeight() float32 {
	objects := p.Object.Objects
	return objects[len(objects)-1].MinSize().Height
}

// OnFoot has f called when the composer has become higher or lower.
func (p *Pane) OnFoot(f func()) {
	p.composer.OnChanged = func(text string) {
		before := p.rows
		p.grow(text)
		if p.rows != before {
			f()
		}
	}
}
