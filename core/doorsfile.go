package core

import (
	"encoding/json"

	"realtalk/core/profile"
	"realtalk/core/reach/router"
)

const (
	doorsFile      = "router.json" // of the chat that is hosted
	replyDoorsFile = "reply-router.json"
	replyDoorsLock = "reply-router"
)

// readDoors gives what a run that was killed has left open. What cannot be read
// is not worth a chat: the router forgets within the hour.
func readDoors(p *profile.Profile, file string) []router.Door {
	var left []router.Door
	b, err := p.Read(file)
	if err != nil || json.Unmarshal(b, &left) != nil {
		return nil
	}
	return left
}

func writeDoors(p *profile.Profile, file string, doors []router.Door) error {
	b, err := json.Marshal(doors)
	if err != nil {
		return err
	}
	return p.Write(file, b)
}

// replyDoors is what a guest who makes a reply line asks its router with: the
// door of one that was killed is deleted by the next. A second one at the same
// time would take the first one's door for such, so it writes nothing down.
func replyDoors(p *profile.Profile, o router.Options) (with router.Options, release func()) {
	o.Keep = func([]router.Door) error { return nil }
	if p == nil {
		return o, func() {}
	}
	release, ok, err := p.TryLock(replyDoorsLock)
	if err != nil || !ok {
		return o, func() {}
	}
	o.Left = readDoors(p, replyDoorsFile)
	o.Keep = func(doors []router.Door) error { return writeDoors(p, replyDoorsFile, doors) }
	return o, release
}
