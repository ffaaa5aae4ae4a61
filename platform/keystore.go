package platform

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/zalando/go-keyring"
)

const (
	// keyStoreService is under what name the store shows our secrets.
	keyStoreService = "Real Talk"

	// keyStorePatience is how long a call may take. A store that is locked asks
	// its owner for a password, and somebody has to type that.
	keyStorePatience = 20 * time.Second
)

// ErrKeyStoreSlow tells that the key store gave no answer in time: it asks its
// owner for a password, and nobody types it.
var ErrKeyStoreSlow = errors.New("the key store does not answer")

// KeyStore is the store that the operating system has for passwords, and there
// our secrets alone. All methods may be called from any goroutine; they take
// turns. Each ends within 20 seconds, then with ErrKeyStoreSlow. The package
// comment says against whom the store helps.
type KeyStore struct {
	vault    vault
	patience time.Duration
	turn     chan struct{} // full while a call is in the vault
}

// OpenSecrets gives the key store. It asks its owner for nothing; the error says
// that there is none. A store may be found and yet not work.
func OpenSecrets() (*KeyStore, error) {
	if err := keyStoreReachable(); err != nil {
		return nil, fmt.Errorf("key store: %w", err)
	}
	return newKeyStore(systemVault{}), nil
}

func newKeyStore(v vault) *KeyStore {
	return &KeyStore{vault: v, patience: keyStorePatience, turn: make(chan struct{}, 1)}
}

// Get gives a secret. The error is fs.ErrNotExist if there is none of that name.
func (k *KeyStore) Get(name string) (string, error) {
	return k.ask("get", func(context.Context) (string, error) { return k.vault.Get(keyStoreService, name) })
}

// Set keeps a secret of at most 2,000 bytes. Stores have been seen to say that
// they kept what they did not: read it back before anything depends on it.
func (k *KeyStore) Set(name, secret string) error {
	_, err := k.ask("set", func(ctx context.Context) (string, error) {
		err := k.vault.Set(keyStoreService, name, secret)
		if err == nil && ctx.Err() != nil {
			// The caller has given up and does without it.
			err = errors.Join(ctx.Err(), k.vault.Delete(keyStoreService, name))
		}
		return "", err
	})
	return err
}

// Delete takes a secret out. The error is fs.ErrNotExist if there is none of
// that name.
func (k *KeyStore) Delete(name string) error {
	_, err := k.ask("delete", func(context.Context) (string, error) {
		return "", k.vault.Delete(keyStoreService, name)
	})
	return err
}

// ask makes one call in a goroutine of its own, which outlives a call that
// hangs. There is never more than one: until it ends, later calls wait for their
// turn, and give up.
func (k *KeyStore) ask(what string, call func(context.Context) (string, error)) (string, error) {
	ctx, cancel := context.WithTimeoutCause(context.Background(), k.patience, ErrKeyStoreSlow)
	defer cancel()
	select {
	case k.turn <- struct{}{}:
	case <-ctx.Done():
		return "", fmt.Errorf("key store: %s: %w", what, context.Cause(ctx))
	}
	answers := make(chan answer, 1)
	go func() {
		defer func() { <-k.turn }()
		answers <- guarded(ctx, call)
	}()
	select {
	case a := <-answers:
		if a.err != nil {
			return "", fmt.Errorf("key store: %s: %w", what, a.err)
		}
		return a.secret, nil
	case <-ctx.Done():
		return "", fmt.Errorf("key store: %s: %w", what, context.Cause(ctx))
	}
}

type answer struct {
	secret string
	err    error
}

// guarded turns a panic into an error: go-keyring takes for granted what the
// service of a desktop answers, and that the bus lives.
func guarded(ctx context.Context, call func(context.Context) (string, error)) (a answer) {
	defer func() {
		if recover() != nil {
			a = answer{err: errors.New("it gave an answer that makes no sense")}
		}
	}()
	secret, err := call(ctx)
	if errors.Is(err, keyring.ErrNotFound) {
		err = fs.ErrNotExist
	}
	return answer{secret, err}
}
