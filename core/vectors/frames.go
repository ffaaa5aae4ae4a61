package main

// frames are one of each type, with the values of the other examples.
func frames(e Examples) map[string]Hex {
	x, m, k, bob := e.Exchange, e.Message, e.Key, e.People[1]
	nr, key, seq := number(e.Epoch.Number), number(k.Number), number(m.Seq)
	return map[string]Hex{
		"hello":      frame(1, array(octets(x.GuestID))),
		"greeting":   frame(2, array(octets(x.Chat), octets(x.HostID), number(2))),
		"try":        frame(3, array(octets(x.GuestShare))),
		"share":      frame(4, array(octets(x.HostShare), number(2))),
		"confirm":    frame(5, array(octets(x.GuestTag))),
		"verdict":    frame(6, array(number(1), number(1))),
		"proof":      frame(7, array(octets(x.HostTag))),
		"join":       frame(8, array(octets(bob.Certificate), words(bob.Name), octets(bob.Signature), octets([]byte{9, 9, 9, 9, 0x9d, 0x15}))),
		"refused":    frame(9, array(number(3))),
		"members":    frame(10, array(array(e.People[0].entry(), e.Gone.entry()))),
		"epoch":      frame(11, epochBody(e)),
		"sender key": frame(12, array(nr, key, array(number(1)), array(octets(k.Packet)))),
		"key for":    frame(13, array(number(0), nr, key, octets(k.Packet))),
		"post":       frame(14, array(nr, key, seq, octets(m.Data))),
		"delivery":   frame(15, array(number(500), number(0), nr, key, seq, octets(m.Data))),
		"head":       frame(16, array(nr, octets(e.Head.Encoded), octets(e.Head.Signature))),
		"head from":  frame(17, array(number(0), nr, octets(e.Head.Encoded), octets(e.Head.Signature))),
		"received":   frame(18, array(number(500))),
		"receipt":    frame(19, array(seq, number(1), number(1))),
		"leave":      frame(20, array(octets(e.Leave.Signature))),
		"end":        frame(21, array(number(1))),
		"ping":       frame(22, array()),
		"unread":     frame(23, array(number(70_000))),
		"wait":       frame(24, array()),
		"got":        frame(25, array(number(500))),
		"resume":     frame(26, array(number(e.Resume.GuestReceived), octets(e.Resume.GuestProof))),
		"resumed":    frame(27, array(number(e.Resume.HostReceived), octets(e.Resume.HostProof))),
		"absent":     frame(28, array(number(1), nr, number(1))),
		"ways":       frame(29, array(array(octets([]byte{9, 9, 9, 9, 0x9d, 0x15})))),
	}
}

// epochBody lets Bob in, and Cy leaves by choice.
func epochBody(e Examples) []byte {
	left := array(octets(e.Gone.Identity), number(1), octets(e.Leave.Signature))
	return array(
		number(e.Epoch.Number), octets(e.Epoch.Previous), octets(e.Roster.Hash), octets(e.Epoch.Transcript),
		array(e.People[1].entry()), array(left), octets(e.Epoch.Signature),
	)
}
