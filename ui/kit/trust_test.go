package kit

import "testing"

func TestTrustIsTold(t *testing.T) {
	words, texts := map[string]Trust{}, map[string]Trust{}
	for trust, want := range map[Trust]BadgeLook{
		TrustSelf: BadgeAccent, TrustNew: BadgePlain, TrustKnown: BadgePlain, TrustVerified: BadgeGood, TrustChanged: BadgeBad,
	} {
		word, look := trust.Badge()
		if look != want {
			t.Errorf("%s looks like %d, want %d", trust, look, want)
		}
		if other, twice := words[word]; word == "" || twice {
			t.Errorf("%s and %s read %q", trust, other, word)
		}
		text := trust.Explained()
		if other, twice := texts[text]; text == "" || twice {
			t.Errorf("%s and %s are explained by %q", trust, other, text)
		}
		words[word], texts[text] = trust, trust
	}
}

// What is not known is never taken for somebody known.
func TestTrustThatIsNotKnown(t *testing.T) {
	for _, trust := range []Trust{"", "friend", "Verified", "verified "} {
		if word, look := trust.Badge(); word != BadgeNew() || look != BadgePlain || trust.Explained() != TrustTextNew() {
			t.Errorf("%q reads %q", trust, word)
		}
	}
}
