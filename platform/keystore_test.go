package platform

import (
	"errors"
	"io/fs"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"
)

// fakeVault is a key store in memory; before each call it does what ask says.
type fakeVault struct {
	secrets map[string]string
	ask     func()
}

func newFakeVault() *fakeVault { return &fakeVault{map[string]string{}, func() {}} }

func (f *fakeVault) Get(service, user string) (string, error) {
	f.ask()
	secret, found := f.secrets[service+"/"+user]
	if !found {
		return "", keyring.ErrNotFound
	}
	return secret, nil
}

func (f *fakeVault) Set(service, user, secret string) error {
	f.ask()
	f.secrets[service+"/"+user] = secret
	return nil
}

func (f *fakeVault) Delete(service, user string) error {
	f.ask()
	if _, found := f.secrets[service+"/"+user]; !found {
		return keyring.ErrNotFound
	}
	delete(f.secrets, service+"/"+user)
	return nil
}

// calls makes one call of each kind.
func calls(k *KeyStore) map[string]error {
	_, err := k.Get("a")
	return map[string]error{"get": err, "set": k.Set("a", "x"), "delete": k.Delete("a")}
}

func TestKeyStoreWithoutSecret(t *testing.T) {
	k := newKeyStore(newFakeVault())
	if _, err := k.Get("a"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("get: %v", err)
	}
	if err := k.Delete("a"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("delete: %v", err)
	}
}

// A store whose owner answers late is waited for, but not for ever.
func TestKeyStoreAsksItsOwner(t *testing.T) {
	for _, test := range []struct {
		typing time.Duration
		want   error
	}{{keyStorePatience - time.Second, nil}, {keyStorePatience + time.Second, ErrKeyStoreSlow}} {
		synctest.Test(t, func(t *testing.T) {
			v := newFakeVault()
			v.secrets["Real Talk/a"] = "x"
			v.ask = func() { time.Sleep(test.typing) }
			k := newKeyStore(v)
			began := time.Now()
			if _, err := k.Get("a"); !errors.Is(err, test.want) {
				t.Errorf("typed after %v: %v", test.typing, err)
			}
			if waited := time.Since(began); waited != min(test.typing, keyStorePatience) {
				t.Errorf("waited %v", waited)
			}
			time.Sleep(time.Minute) // the owner is done, whatever became of it
			synctest.Wait()
			v.ask = func() {}
			if secret, err := k.Get("a"); err != nil || secret != "x" {
				t.Errorf("after the owner was done: %q, %v", secret, err)
			}
		})
	}
}

// A call that hangs holds up the later ones, but each of them ends, and the
// store is never in more than one call.
func TestKeyStoreHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v, entered, open := newFakeVault(), 0, make(chan struct{})
		v.ask = func() { entered++; <-open }
		k := newKeyStore(v)
		began := time.Now()
		for what, err := range calls(k) {
			if !errors.Is(err, ErrKeyStoreSlow) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if waited := time.Since(began); waited != 3*keyStorePatience {
			t.Errorf("three calls took %v", waited)
		}
		synctest.Wait()
		if entered != 1 {
			t.Errorf("%d calls are in the store", entered)
		}
		close(open)
		synctest.Wait()
		for what, err := range calls(k) {
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s, after the store was opened: %v", what, err)
			}
		}
	})
}

// Who was told that the store is slow does without the secret: it must not turn
// up there afterwards.
func TestKeyStoreForgetsWhatCameTooLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := newFakeVault()
		v.ask = func() { time.Sleep(time.Minute) }
		k := newKeyStore(v)
		if err := k.Set("a", "x"); !errors.Is(err, ErrKeyStoreSlow) {
			t.Errorf("%v", err)
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		if len(v.secrets) > 0 {
			t.Errorf("%v is in the store", v.secrets)
		}
	})
}

func TestKeyStoreOutlivesNonsense(t *testing.T) {
	v := newFakeVault()
	v.ask = func() { panic("no such path") }
	for what, err := range calls(newKeyStore(v)) {
		if err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}
