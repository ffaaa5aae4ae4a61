package core

import "errors"

// Secrets is the operating system's key store. A call may wait for its owner,
// but must come to an end. It is never called from two goroutines of a Keeper
// at once.
type Secrets interface {
	Get(name string) (string, error) // fs.ErrNotExist: it has none of that name
	Set(name, secret string) error
	Delete(name string) error // fs.ErrNotExist as above
}

// KeptAs tells what keeps others from the identity.
type KeptAs uint8

// The ways to keep an identity. The numbers are those of the file.
const (
	KeptNowhere         KeptAs = iota // there is none yet
	KeptInFile                        // the user's account of this computer
	KeptInStore                       // the key store, which opens when the user logs in
	KeptUnderPassphrase               // what the user types
)

var (
	// ErrIdentity: the kept identity cannot be understood.
	ErrIdentity = errors.New("damaged identity")
	// ErrKeyStore: the secret of the identity is in the operating system's key
	// store, and that cannot be opened now. It is fs.ErrNotExist, too, if the
	// store was opened and has the secret no more.
	ErrKeyStore = errors.New("the key store cannot be opened")
	// ErrReplaced: another program has replaced the identity.
	ErrReplaced = errors.New("the identity was replaced")
)
