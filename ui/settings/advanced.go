package settings

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// sources makes the part that says where newer lists come from.
func (s *View) sources(lines string) fyne.CanvasObject {
	box := kit.NewBox("", 3)
	box.SetText(lines)
	box.LineBreaks = true
	says := kit.NewCaption("")
	says.Hide()
	keep := kit.NewButton(kit.WordKeepSources(), func() {
		says.SetText(s.OnSources(box.Text))
		s.refresh()
	})
	return kit.NewColumn(6, kit.NewStrong(kit.SourcesTitle()), kit.NewCaption(kit.SourcesHow()), box, says, kit.NewButtons(keep))
}

// key makes the part that leads to the user's own key.
func (s *View) key() fyne.CanvasObject {
	return kit.NewColumn(6, kit.NewStrong(kit.SettingsKey()), kit.NewCaption(kit.SettingsKeyHow()),
		kit.NewButtons(kit.NewButton(kit.WordYourKey(), func() { s.OnKey() })))
}

// portOf makes the part that says where chats are hosted.
func (s *View) portOf() fyne.CanvasObject {
	if s.values.Port != 0 {
		s.port.SetText(strconv.Itoa(s.values.Port))
	}
	s.ported.Hide()
	s.port.OnSubmitted = func(string) { s.keepPort() }
	return kit.NewColumn(6, kit.NewStrong(kit.SettingsPort()), kit.NewCaption(kit.SettingsPortHow()), s.port, s.ported,
		kit.NewButtons(kit.NewButton(kit.WordKeepSources(), func() { s.keepPort() })))
}

func (s *View) keepPort() {
	text, port := strings.TrimSpace(s.port.Text), 0
	if text != "" {
		port = -1 // no port, which is refused in words
		if n, err := strconv.Atoi(text); err == nil && n > 0 {
			port = n
		}
	}
	says := ""
	if s.change(func(v *Values) { v.Port = port }) {
		says = kit.SettingsPortKept()
	}
	s.ported.SetText(says)
	s.ported.Hidden = says == ""
	s.refresh()
}

// addressService makes the part that says which web service is asked for this
// computer's address, where somebody wishes that.
func (s *View) addressService() fyne.CanvasObject {
	s.service.SetText(s.values.AddressService)
	s.service.OnSubmitted = func(string) { s.keepService(strings.TrimSpace(s.service.Text)) }
	keep := kit.NewButton(kit.WordKeepSources(), func() { s.service.OnSubmitted("") })
	s.usual = kit.NewButton(kit.SettingsAskReset(), func() { s.keepService("") })
	s.usual.SetEnabled(s.values.AddressService != "")
	return kit.NewColumn(6,
		kit.NewStrong(kit.SettingsAsk()), kit.NewCaption(kit.SettingsAskHow()), s.service, s.asked, kit.NewButtons(s.usual, keep),
	)
}

// SetService names the web service that is in use.
func (s *View) SetService(name string) {
	s.asked.SetText(kit.SettingsAskNow(kit.Text(name)))
	s.refresh()
}

func (s *View) keepService(address string) {
	if s.change(func(v *Values) { v.AddressService = address }) {
		s.service.SetText(address)
		s.usual.SetEnabled(address != "")
	}
}

func (s *View) refresh() { s.Object.Refresh() }
