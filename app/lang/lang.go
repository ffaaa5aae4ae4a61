package lang

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed words/*.json
var files embed.FS

// spoken is what is spoken now.
type spoken struct {
	tag       string
	localizer *i18n.Localizer
}

var now atomic.Pointer[spoken]

func init() { Use(English) }

// English is the tag of the language that needs no translation.
const English = "en"

// Choice is a language that can be chosen.
type Choice struct {
	Tag  string // BCP 47
	Name string // as those who speak it call it
}

// Choices are all languages, in the order in which they are offered.
func Choices() []Choice {
	return []Choice{
		{English, "English"},
		{"de", "Deutsch"},
		{"es", "Español"},
		{"fr", "Français"},
		{"pt", "Português"},
		{"ru", "Русский"},
		{"ar", "العربية"},
		{"hi", "हिन्दी"},
		{"zh", "中文"},
		{"ja", "日本語"},
	}
}

// Use speaks the language that comes nearest to a BCP 47 tag, English if none
// does.
func Use(tag string) {
	var known []language.Tag
	for _, c := range Choices() {
		known = append(known, language.MustParse(c.Tag))
	}
	wanted, _, _ := language.ParseAcceptLanguage(tag)
	_, i, confidence := language.NewMatcher(known).Match(wanted...)
	if confidence == language.No {
		i = 0
	}
	chosen := Choices()[i].Tag
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	if chosen != English {
		if _, err := bundle.LoadMessageFileFS(files, "words/"+chosen+".json"); err != nil {
			chosen = English // a test reads them all
		}
	}
	now.Store(&spoken{tag: chosen, localizer: i18n.NewLocalizer(bundle, chosen)})
}

// Now gives the tag of the language that is spoken.
func Now() string { return now.Load().tag }

// Say says a sentence with its parameters.
func Say(text string, values ...any) string {
	s := now.Load()
	if s.tag != English {
		text = s.localize(&i18n.LocalizeConfig{DefaultMessage: &i18n.Message{ID: text, Other: text}}, text)
	}
	return fill(text, values)
}

// Count says a sentence about a number of something. many is the key; its
// parameters are those given, or the number if there are none. A form that has
// no room for one of several parameters numbers the others ("%[2]s").
func Count(n int, one, many string, values ...any) string {
	s := now.Load()
	text := many
	switch {
	case s.tag != English:
		text = s.localize(&i18n.LocalizeConfig{
			DefaultMessage: &i18n.Message{ID: many, One: one, Other: many}, PluralCount: n,
		}, many)
	case n == 1:
		text = one
	}
	if len(values) == 0 {
		values = []any{n}
	}
	return fill(text, values)
}

// fill puts the parameters in. A sentence may have room for none ("Once.").
func fill(text string, values []any) string {
	if len(values) == 0 || !strings.Contains(text, "%") {
		return text
	}
	return fmt.Sprintf(text, values...)
}

// localize gives a translation, and the English text where there is none.
func (s *spoken) localize(c *i18n.LocalizeConfig, english string) string {
	text, err := s.localizer.Localize(c)
	if err != nil && text == "" {
		return english
	}
	return text
}
