package platform

import "github.com/zalando/go-keyring"

// vault is the part of go-keyring that is used here. It may hang or panic.
type vault interface {
	Get(service, user string) (string, error)
	Set(service, user, password string) error
	Delete(service, user string) error
}

// systemVault is that of this computer.
type systemVault struct{}

func (systemVault) Get(service, user string) (string, error) {
	if err := keyStoreReachable(); err != nil {
		return "", err
	}
	return keyring.Get(service, user)
}

func (systemVault) Set(service, user, password string) error {
	if err := keyStoreReachable(); err != nil {
		return err
	}
	return keyring.Set(service, user, password)
}

func (systemVault) Delete(service, user string) error {
	if err := keyStoreReachable(); err != nil {
		return err
	}
	return keyring.Delete(service, user)
}
