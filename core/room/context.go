package room

import (
	"realtalk/core/wire"
)

// MessageContext is what a message of the current epoch is sealed under.
func (r *Room) MessageContext() string { return r.context }

// EpochContext is what the host signs an epoch's hash under.
func EpochContext(chat wire.ID) string { return "realtalk/1 epoch:" + chat.String() }

// HeadContext is what a head is signed under.
func HeadContext(chat wire.ID) string { return "realtalk/1 head:" + chat.String() }

// JoinContext is what a join statement is signed under.
func JoinContext(chat wire.ID) string { return "realtalk/1 join:" + chat.String() }

// LeaveContext is what a leave statement is signed under.
func LeaveContext(chat wire.ID) string { return "realtalk/1 leave:" + chat.String() }

func messageContext(chat, epoch wire.ID) string {
	return "realtalk/1:" + chat.String() + ":" + epoch.String()
}

// JoinStatement is what a newcomer signs: that the owner of the certificate
// with this hash joins this chat, under this name, over the connection that
// binding (SHA-256 of its TLS exporter) stands for.
func JoinStatement(chat, certificate wire.ID, name string, binding wire.ID) []byte {
	b := append([]byte("realtalk/1 join"), chat[:]...)
	b = append(b, certificate[:]...)
	b = append(b, binding[:]...)
	return append(b, name...)
}

// LeaveStatement is what this member signs to leave by its own choice; nil
// before its first epoch.
func (r *Room) LeaveStatement() []byte {
	if r.me == nil {
		return nil
	}
	return leaveStatement(r.chat, r.me.Member)
}

func leaveStatement(chat wire.ID, m Member) []byte {
	line, err := wire.EncodeRoster(lines([]Member{m}))
	if err != nil {
		return nil // a name over its limit, which no epoch lets in
	}
	return append(append([]byte("realtalk/1 leave"), chat[:]...), line...)
}
