package settings

import (
	"slices"

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

// What Values.Closing and Values.Appearance may be, beside "".
const (
	closeKeeps = "keep"
	closeEnds  = "end"
	light      = "light"
	dark       = "dark"
)

// View shows the settings.
type View struct {
	Object fyne.CanvasObject

	// OnChange is asked to keep other values, and tells whether they are kept.
	OnChange func(Values) (kept bool)
	// OnName is asked to keep another name, and gives what to tell the user, "" if all
	// is well.
	OnName      func(name string) (problem string)
	OnAutostart func(on bool)
	OnImport    func()
	OnUpdate    func()
	OnReset     func()
	OnPeople    func()
	OnKey       func()
	OnPromises  func()
	OnLicences  func()
	// OnSources is asked to keep where updates come from, a line each. It gives
	// what to tell the user.
	OnSources func(lines string) (says string)

	values Values
	shown  []func() // each shows the value that holds

	name      *kit.Entry
	named     *kit.Prose // what became of another name
	hide      *kit.Option
	ask       *kit.Option
	limit     *kit.Limit
	autostart *kit.Option
	lists     *fyne.Container
	status    *kit.Prose
	reset     *kit.Button
	work      []*kit.Button // what is off while something goes on

	port    *kit.Entry
	ported  *kit.Prose // what became of another port
	service *kit.Entry // the web service's address
	asked   *kit.Prose // which one is in use
	usual   *kit.Button
}

// About is what the view says of the program and its user.
type About struct {
	Name    string // of the user
	Version string
	Sources string // that updates come from, a line each
}

// NewView makes the view.
func NewView(v Values, about About) *View {
	s := &View{
		values: v, lists: kit.NewColumn(8), status: kit.NewCaption(""),
		name: kit.NewEntry(kit.WordYourName()), named: kit.NewCaption(""),
		port: kit.NewEntry(""), ported: kit.NewCaption(""),
		service: kit.NewEntry(""), asked: kit.NewCaption(""),
	}
	s.Object = kit.NewColumn(22,
		section(kit.SettingsYou(), s.you(about.Name)...),
		section(kit.SettingsLook(), s.look()...),
		section(kit.SettingsNotices(), s.notices()...),
		section(kit.SettingsChats(), s.chats()...),
		section(kit.SettingsNetwork(), s.network()...),
		section(kit.SettingsPeople(), kit.NewTrailing(kit.NewCaption(kit.SettingsPeopleHow()), kit.NewButton(kit.WordContacts(), func() { s.OnPeople() }))),
		section(kit.SettingsListsTitle(), kit.NewCaption(kit.SettingsListsHow()), s.lists, s.status, s.tools()),
		section(kit.SettingsAbout(), s.about(about.Version)...),
		kit.NewDrawer(kit.SettingsAdvanced(), kit.NewColumn(10, s.key(), s.portOf(), s.sources(about.Sources), s.addressService()), s.refresh),
	)
	return s
}

// section is what belongs together, below its heading.
func section(title string, parts ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewColumn(10, append([]fyne.CanvasObject{kit.NewStrong(title)}, parts...)...)
}

// Focus gives where to begin.
func (s *View) Focus() fyne.Focusable { return s.name }

// change asks for other values, and shows those that hold if it was in vain.
// What was typed stays, to be mended.
func (s *View) change(set func(*Values)) (kept bool) {
	v := s.values
	set(&v)
	if s.OnChange(v) {
		s.values = v
		return true
	}
	for _, show := range s.shown {
		show()
	}
	return false
}

// option makes a switch of one of the values, which is on where that is not off.
func (s *View) option(name, hint string, value func(*Values) *bool, off bool) *kit.Option {
	o := kit.NewOption(name, hint, *value(&s.values) != off, func(on bool) {
		s.change(func(v *Values) { *value(v) = on != off })
	})
	s.shown = append(s.shown, func() { o.Set(*value(&s.values) != off) })
	return o
}

// choose makes a choice of one of the values. One that is not to choose from is
// shown as the first.
func choose[T comparable](s *View, name string, all []T, words []string, value func(*Values) *T) fyne.CanvasObject {
	now := func() int { return max(slices.Index(all, *value(&s.values)), 0) }
	c := kit.NewChoice(words, now(), func(i int) { s.change(func(v *Values) { *value(v) = all[i] }) })
	s.shown = append(s.shown, func() {
		c.Selected = words[now()]
		c.Refresh()
	})
	return kit.NewColumn(kit.GapNone, kit.NewBody(name), c)
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
