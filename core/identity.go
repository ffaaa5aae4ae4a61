package core

import (
	"errors"
	"fmt"
	"io/fs"

	"realtalk/core/pgp"
	"realtalk/core/profile"
)

const identityFile = "identity.pgp"

// LoadIdentity reads the user's identity, or makes it at the first start. What
// is on disk wins, so that two programs that start for the first time at the
// same moment end up with one identity.
func LoadIdentity(p *profile.Profile, name string) (*pgp.Identity, error) {
	b, err := p.Read(identityFile)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeIdentity(p, name); err != nil {
			return nil, err
		}
		b, err = p.Read(identityFile)
	}
	if err != nil {
		return nil, fmt.Errorf("identity: %w", err)
	}
	id, err := pgp.ParseIdentity(b)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrIdentity, err)
	}
	return id, nil
}

func makeIdentity(p *profile.Profile, name string) error {
	id, err := pgp.NewIdentity(name)
	if err != nil {
		return fmt.Errorf("make identity: %w", err)
	}
	b, err := id.Marshal()
	if err != nil {
		return fmt.Errorf("make identity: %w", err)
	}
	return p.Write(identityFile, b)
}
