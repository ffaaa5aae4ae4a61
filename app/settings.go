package app

import (
	"encoding/json"

	"realtalk/app/lang"
)

// Settings are the user's wishes that outlive the program.
type Settings struct {
	HideDetails bool `json:"hide_details,omitempty"` // notices of the desktop show no address, place or name
	AskFirst    bool `json:"ask_first,omitempty"`    // of the next hosted chat: ask before anybody comes in
	Limit       int  `json:"limit,omitempty"`        // of the next hosted chat: people at most; 0: no limit

	AddressService string `json:"address_service,omitempty"` // https, asked where the user wishes it; "": the usual one

	Appearance string `json:"appearance,omitempty"`  // "light" or "dark"; "": as the system has it
	TextSize   int    `json:"text_size,omitempty"`   // percent of the usual size, MinTextSize to MaxTextSize; 0: 100
	Language   string `json:"language,omitempty"`    // BCP 47; "": as the system has it
	EnterWraps bool   `json:"enter_wraps,omitempty"` // Enter begins a line and Shift+Enter sends, not the other way round

	QuietMessages bool `json:"quiet_messages,omitempty"` // the desktop does not tell of messages
	QuietSecurity bool `json:"quiet_security,omitempty"` // nor of what happens at the door

	Port     int  `json:"port,omitempty"`      // to host on; 0: a free one
	NoRouter bool `json:"no_router,omitempty"` // ask no router, tell nobody nearby

	Closing      string `json:"closing,omitempty"`       // what closing the window does while a chat is hosted: CloseKeeps or CloseEnds
	MaySleep     bool   `json:"may_sleep,omitempty"`     // the computer may fall asleep while it hosts
	SleepBattery bool   `json:"sleep_battery,omitempty"` // only on battery may it

	Width  int `json:"width,omitempty"` // of the window, in its own measure; 0: the usual
	Height int `json:"height,omitempty"`
}

// What Settings.Closing may be. The empty one asks.
const (
	CloseKeeps = "keep" // the chat goes on, reached by the tray
	CloseEnds  = "end"
)

// Limits of Settings.TextSize.
const (
	MinTextSize = 80
	MaxTextSize = 200
)

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
	if s.Port < 0 || s.Port > maxPort {
		s.Port = 0
	}
	s.plain()
	return s
}

const maxPort = 1<<16 - 1

// plain mends what cannot be meant and no form lets through.
func (s *Settings) plain() {
	if s.TextSize != 0 {
		s.TextSize = min(max(s.TextSize, MinTextSize), MaxTextSize)
	}
	if s.Appearance != "light" && s.Appearance != "dark" {
		s.Appearance = ""
	}
	if s.Closing != CloseKeeps && s.Closing != CloseEnds {
		s.Closing = ""
	}
	s.Width, s.Height = max(s.Width, 0), max(s.Height, 0)
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
	if s.Port < 0 || s.Port > maxPort {
		return &Trouble{Code: "port", Text: lang.Say("This is no port."), Hint: lang.Say("A port is a number from 1 to 65535; leave it empty for a free one.")}
	}
	s.plain()
	b, err := json.MarshalIndent(s, "", "\t")
	if err != nil {
		return explain(err)
	}
	defer a.awake.look()
	return explain(a.profile.Write(settingsFile, b))
}
