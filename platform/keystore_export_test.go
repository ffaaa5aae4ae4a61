package platform

import "time"

// Hurry makes every call give up after d.
func (k *KeyStore) Hurry(d time.Duration) { k.patience = d }
