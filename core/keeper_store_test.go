package core

import (
	"io/fs"
	"maps"
	"slices"
	"sync"
)

// store is a key store in memory. fail may refuse a call, named "get NAME", and
// so on; the call is then not done.
type store struct {
	mu      sync.Mutex // guards what follows
	secrets map[string]string
	fail    func(call string) error
}

func newStore() *store {
	return &store{secrets: map[string]string{}, fail: func(string) error { return nil }}
}

func (s *store) Get(name string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.fail("get " + name); err != nil {
		return "", err
	}
	secret, found := s.secrets[name]
	if !found {
		return "", fs.ErrNotExist
	}
	return secret, nil
}

func (s *store) Set(name, secret string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.fail("set " + name); err != nil {
		return err
	}
	s.secrets[name] = secret
	return nil
}

func (s *store) Delete(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.fail("delete " + name); err != nil {
		return err
	}
	if _, found := s.secrets[name]; !found {
		return fs.ErrNotExist
	}
	delete(s.secrets, name)
	return nil
}

// names gives what is there, in order.
func (s *store) names() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.secrets))
}
