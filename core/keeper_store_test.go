package core

import (
	"io/fs"
	"maps"
	"slices"
	"sync"
)

// store is a key store in memory. A call is "get NAME", "set NAME" or "delete
// NAME". fail may refuse it before it is done, done hears of it when it is.
type store struct {
	mu      sync.Mutex // guards what follows
	secrets map[string]string
	fail    func(call string) error
	done    func(call string)
}

func newStore() *store {
	return &store{
		secrets: map[string]string{},
		fail:    func(string) error { return nil },
		done:    func(string) {},
	}
}

func (s *store) Get(name string) (secret string, err error) {
	err = s.call("get "+name, func() (found bool) {
		secret, found = s.secrets[name]
		return found
	})
	return secret, err
}

func (s *store) Set(name, secret string) error {
	return s.call("set "+name, func() bool {
		s.secrets[name] = secret
		return true
	})
}

func (s *store) Delete(name string) error {
	return s.call("delete "+name, func() bool {
		_, found := s.secrets[name]
		delete(s.secrets, name)
		return found
	})
}

func (s *store) call(name string, do func() (found bool)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.fail(name); err != nil {
		return err
	}
	found := do()
	s.done(name)
	if !found {
		return fs.ErrNotExist
	}
	return nil
}

// names gives what is there, in order.
func (s *store) names() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.secrets))
}
