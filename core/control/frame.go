package control

import (
	"encoding/binary"
	"errors"
	"io"
)

// MaxMessage is the most bytes that a request or an answer may have.
const MaxMessage = 4 << 20

// ErrTooLarge tells that a message has, or is said to have, more than
// MaxMessage bytes.
var ErrTooLarge = errors.New("message over 4 MiB")

// readMessage reads no byte beyond the message. An end before its first byte
// is io.EOF, a later one io.ErrUnexpectedEOF.
func readMessage(r io.Reader) ([]byte, error) {
	var head [4]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, err
	}
	length := int64(binary.BigEndian.Uint32(head[:]))
	if length > MaxMessage {
		return nil, ErrTooLarge
	}
	// ReadAll grows with what comes, not with what was announced.
	message, err := io.ReadAll(io.LimitReader(r, length))
	if err == nil && int64(len(message)) < length {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	return message, nil
}

func writeMessage(w io.Writer, message []byte) error {
	if len(message) > MaxMessage {
		return ErrTooLarge
	}
	frame := make([]byte, 0, 4+len(message))
	frame = binary.BigEndian.AppendUint32(frame, uint32(len(message)))
	_, err := w.Write(append(frame, message...))
	return err
}
