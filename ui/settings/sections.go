package settings

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// you is what the others see.
func (s *View) you(name string) []fyne.CanvasObject {
	s.name.SetText(name)
	s.named.Hide()
	keep := kit.NewButton(kit.WordSave(), func() { s.keepName() })
	s.name.OnSubmitted = func(string) { s.keepName() }
	return []fyne.CanvasObject{s.name, kit.NewCaption(kit.SettingsNameHow()), s.named, kit.NewButtons(keep)}
}

func (s *View) keepName() {
	says := s.OnName(strings.TrimSpace(s.name.Text))
	if says == "" {
		says = kit.SettingsNameKept()
	}
	s.named.SetText(says)
	s.named.Show()
	s.refresh()
}

// textSizes are offered, in percent of the usual one, which is 0.
var textSizes = []int{80, 90, 0, 115, 130, 150, 175, 200}

// look is how the window looks and speaks.
func (s *View) look() []fyne.CanvasObject {
	sizes := slices.Clone(textSizes)
	if s.values.TextSize == 100 {
		s.values.TextSize = 0
	}
	if !slices.Contains(sizes, s.values.TextSize) {
		sizes = append(sizes, s.values.TextSize)
	}
	words := make([]string, len(sizes))
	for i, n := range sizes {
		words[i] = kit.SizeOf(n)
	}
	tags, names := kit.Languages()
	return []fyne.CanvasObject{
		choose(s, kit.SettingsColours(), []string{"", light, dark},
			[]string{kit.ColoursSystem(), kit.ColoursLight(), kit.ColoursDark()}, func(v *Values) *string { return &v.Appearance }),
		choose(s, kit.SettingsTextSize(), sizes, words, func(v *Values) *int { return &v.TextSize }),
		choose(s, kit.SettingsLanguage(), append([]string{""}, tags...), append([]string{kit.LanguageSystem()}, names...),
			func(v *Values) *string { return &v.Language }),
		s.option(kit.SettingsEnter(), kit.SettingsEnterHow(), func(v *Values) *bool { return &v.EnterWraps }, false),
	}
}

// notices is what the desktop tells.
func (s *View) notices() []fyne.CanvasObject {
	s.hide = s.option(kit.SettingsHide(), kit.SettingsHideHint(), func(v *Values) *bool { return &v.HideDetails }, false)
	return []fyne.CanvasObject{
		s.option(kit.SettingsNotifyMessages(), kit.SettingsNotifyMessagesHow(), func(v *Values) *bool { return &v.QuietMessages }, true),
		s.option(kit.SettingsNotifyDoor(), kit.SettingsNotifyDoorHow(), func(v *Values) *bool { return &v.QuietSecurity }, true),
		s.hide,
	}
}

// chats is what holds while a chat is hosted.
func (s *View) chats() []fyne.CanvasObject {
	s.ask = s.option(kit.DoorAsk(), kit.DoorAskHint(), func(v *Values) *bool { return &v.AskFirst }, false)
	s.limit = kit.NewLimit(s.values.Limit, func(n int) { s.change(func(v *Values) { v.Limit = n }) })
	s.shown = append(s.shown, func() { s.limit.Set(s.values.Limit) })
	s.autostart = kit.NewOption(kit.SettingsAutostart(), kit.SettingsAutostartHow(), false, func(on bool) { s.OnAutostart(on) })
	s.autostart.Hide() // until it is known
	return []fyne.CanvasObject{
		s.ask, s.limit.Object,
		choose(s, kit.SettingsClosing(), []string{"", closeKeeps, closeEnds},
			[]string{kit.ClosingAsks(), kit.ClosingKeeps(), kit.ClosingEnds()}, func(v *Values) *string { return &v.Closing }),
		s.option(kit.SettingsAwake(), kit.SettingsAwakeHow(), func(v *Values) *bool { return &v.MaySleep }, true),
		kit.NewIndent(s.option(kit.SettingsBattery(), kit.SettingsBatteryHow(), func(v *Values) *bool { return &v.SleepBattery }, true)),
		s.autostart,
	}
}

// SetAutostart shows whether the program starts with the computer.
func (s *View) SetAutostart(on bool) {
	s.autostart.Set(on)
	s.autostart.Show()
	s.refresh()
}

// network is who is asked for a way in.
func (s *View) network() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		s.option(kit.SettingsRouter(), kit.SettingsRouterHow(), func(v *Values) *bool { return &v.NoRouter }, true),
	}
}

// about leads to what the program promises, and to whose work it is.
func (s *View) about(version string) []fyne.CanvasObject {
	return []fyne.CanvasObject{
		kit.NewBody(kit.AboutLead()), kit.NewCaption(kit.AboutVersion(kit.Text(version))),
		kit.NewButtons(kit.NewButton(kit.WordPromises(), func() { s.OnPromises() }), kit.NewButton(kit.WordLicences(), func() { s.OnLicences() })),
	}
}
