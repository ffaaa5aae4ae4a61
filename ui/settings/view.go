package settings

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Values are the user's wishes, field by field those of app.Settings.
type Values struct {
	HideDetails bool // notices of the desktop show no address, place or name
	AskFirst    bool // of the next hosted chat: ask before anybody comes in
	Limit       int  // of the next hosted chat: people at most; 0: no limit

	AddressService string // https, asked where the user wishes it; "": the usual one

	Appearance string // "light" or "dark"; "": as the system has it
	TextSize   int    // percent of the usual size, MinTextSize to MaxTextSize; 0: 100
	Language   string // BCP 47; "": as the system has it
	EnterWraps bool   // Enter begins a line and Shift+Enter sends, not the other way round

	QuietMessages bool // the desktop does not tell of messages
	QuietSecurity bool // nor of what happens at the door

	Port     int  // to host on; 0: a free one
	NoRouter bool // ask no router, tell nobody nearby

	Closing      string // what closing the window does while a chat is hosted: CloseKeeps or CloseEnds
	MaySleep     bool   // the computer may fall asleep while it hosts
	SleepBattery bool   // only on battery may it

	Width  int // of the window, in its own measure; 0: the usual
	Height int
}

// View shows the settings.
type View struct {
	Object fyne.CanvasObject

	// OnChange is asked to keep other values, and tells whether they are kept.
	OnChange func(Values) (kept bool)
	OnImport func()
	OnUpdate func()
	OnReset  func()
	OnPeople func()
	OnKey    func()
	// OnSources is asked to keep where updates come from, a line each. It gives
	// what to tell the user.
	OnSources func(lines string) (says string)

	values Values
	hide   *kit.Option
	ask    *kit.Option
	limit  *kit.Limit
	lists  *fyne.Container
	status *kit.Prose
	reset  *kit.Button
	work   []*kit.Button // what is off while something goes on

	service *kit.Entry // the web service's address
	asked   *kit.Prose // which one is in use
	usual   *kit.Button
}

// NewView makes the view, with the places that updates come from, a line each.
func NewView(v Values, sources string) *View {
	s := &View{
		values: v, lists: kit.NewColumn(8), status: kit.NewCaption(""),
		service: kit.NewEntry(kit.SettingsAskPlace), asked: kit.NewCaption(""),
	}
	s.status.Hide()
	s.hide = kit.NewOption(kit.SettingsHide(), kit.SettingsHideHint(), v.HideDetails, func(on bool) {
		s.change(func(v *Values) { v.HideDetails = on })
	})
	s.ask = kit.NewOption(kit.DoorAsk(), kit.DoorAskHint(), v.AskFirst, func(on bool) {
		s.change(func(v *Values) { v.AskFirst = on })
	})
	s.limit = kit.NewLimit(v.Limit, func(n int) { s.change(func(v *Values) { v.Limit = n }) })
	s.Object = kit.NewColumn(10,
		s.hide,
		kit.NewStrong(kit.SettingsChats()), s.ask, s.limit.Object,
		kit.NewStrong(kit.SettingsPeople()), kit.NewTrailing(kit.NewCaption(kit.SettingsPeopleHow()), kit.NewButton(kit.WordContacts(), func() { s.OnPeople() })),
		kit.NewStrong(kit.SettingsListsTitle()), kit.NewCaption(kit.SettingsListsHow()), s.lists, s.status, s.tools(),
		kit.NewDrawer(kit.SettingsAdvanced(), kit.NewColumn(10, s.key(), s.sources(sources), s.addressService()), s.refresh),
	)
	return s
}

// Focus gives where to begin.
func (s *View) Focus() fyne.Focusable { return s.hide.Tick }

// change asks for other values, and shows those that hold if it was in vain.
// What was typed stays, to be mended.
func (s *View) change(set func(*Values)) (kept bool) {
	v := s.values
	set(&v)
	if s.OnChange(v) {
		s.values = v
		return true
	}
	s.hide.Set(s.values.HideDetails)
	s.ask.Set(s.values.AskFirst)
	s.limit.Set(s.values.Limit)
	return false
}

// tools makes the buttons below the lists.
func (s *View) tools() fyne.CanvasObject {
	s.reset = kit.NewButton(kit.WordResetLists(), func() { s.OnReset() })
	s.reset.Hide()
	s.work = []*kit.Button{
		s.reset,
		kit.NewButton(kit.WordImportList(), func() { s.OnImport() }),
		kit.NewButton(kit.WordUpdateList(), func() { s.OnUpdate() }),
	}
	return kit.NewButtons(s.work...)
}

// SetStatus says what goes on or what became of it, and whether it still goes
// on: nothing else can be begun then.
func (s *View) SetStatus(text string, busy bool) {
	s.status.SetText(text)
	for _, b := range s.work {
		b.SetEnabled(!busy)
	}
	s.Object.Refresh()
}
