package app

import (
	"context"
	"net/netip"
	"net/url"
	"strings"

	"realtalk/app/lang"
	"realtalk/core"
	"realtalk/core/reach"
)

// SetAddress tells this computer's address on the Internet, as the user typed
// it. The host gets a line with it; a guest who joins by JoinOptions.Reply gets
// the reply line. The error is a *Trouble.
func (c *Chat) SetAddress(text string) error {
	inner := c.begun()
	if inner == nil {
		return explain(core.ErrOver)
	}
	a, err := ParseAddress(text)
	if err != nil {
		return err
	}
	return explain(inner.SetAddress(a))
}

// ParseAddress reads an address of the Internet that somebody typed. The error
// is a *Trouble.
func ParseAddress(text string) (netip.Addr, error) {
	a, err := netip.ParseAddr(strings.Trim(strings.TrimSpace(text), "[]"))
	if err != nil || !reach.Public(a.Unmap()) {
		return netip.Addr{}, explain(core.ErrNotAddress)
	}
	return a.Unmap(), nil
}

// defaultAddressService tells who asks where the question came from.
const defaultAddressService = "https://api.ipify.org"

func (a *App) addressService() string {
	if s := a.Settings().AddressService; s != "" {
		return s
	}
	return defaultAddressService
}

// AddressService names who is asked by AskAddress.
func (a *App) AddressService() string {
	u, err := url.Parse(a.addressService())
	if err != nil {
		return a.addressService()
	}
	return u.Host
}

// AskAddress asks a web service, which AddressService names, for this computer's
// address on the Internet. It must be called only where the user wished just
// that. The error is a *Trouble.
func (a *App) AskAddress(ctx context.Context) (string, error) {
	found, err := reach.AskWeb(ctx, a.addressService())
	if err != nil {
		return "", &Trouble{
			Code: "address_service", Text: lang.Say("%s did not tell this computer's address.", a.AddressService()),
			Hint: lang.Say("Try again later, or type the address: your router's page shows it."), err: err,
		}
	}
	return found.String(), nil
}

// checkAddressService takes only what cannot be read or changed on the way.
func checkAddressService(text string) error {
	u, err := url.Parse(text)
	if text == "" || err == nil && u.Scheme == "https" && u.Host != "" && u.User == nil {
		return nil
	}
	return &Trouble{
		Code: "address_service", Text: lang.Say("This is not the address of a web service."),
		Hint: lang.Say("It begins with https:// and answers with nothing but the address that asked it."),
	}
}
