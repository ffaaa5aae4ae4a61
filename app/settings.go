package app

import "encoding/json"

// Settings are the user's wishes that outlive the program.
type Settings struct {
	HideDetails bool `json:"hide_details,omitempty"` // notices of the desktop show no address, place or name
	AskFirst    bool `json:"ask_first,omitempty"`    // of the next hosted chat: ask before anybody comes in
	Limit       int  `json:"limit,omitempty"`        // of the next hosted chat: people at most; 0: no limit

	AddressService string `json:"address_service,omitempty"` // https, asked where the user wishes it; "": the usual one
}

const settingsFile = "settings.json"

// Settings gives the user's wishes. What is not kept, or cannot be read, is as
// a new user has it.
func (a *App) Settings() Settings {
	var s Settings
	b, err := a.profile.Read(settingsFile)
	if err != nil || json.Unmarshal(b, &s) != nil {
		return Settings{}
	}
	if checkLimit(s.Limit) != nil {
		s.Limit = 0
	}
	if checkAddressService(s.AddressService) != nil {
		s.AddressService = ""
	}
	return s
}

// SetSettings keeps them. The error is a *Trouble.
func (a *App) SetSettings(s Settings) error {
	if s.Limit != 0 {
		if err := checkLimit(s.Limit); err != nil {
			return err
		}
	}
	if err := checkAddressService(s.AddressService); err != nil {
		return err
	}
	b, err := json.MarshalIndent(s, "", "\t")
	if err != nil {
		return explain(err)
	}
	return explain(a.profile.Write(settingsFile, b))
}
