package app

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"realtalk/core"
	"realtalk/core/contacts"
)

var (
	noon = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	lyon = Location{Known: true, Place: "Lyon, France", Owner: "Orange", ListDate: time.Date(2026, 5, 3, 0, 0, 0, 0, time.UTC)}
	far  = netip.MustParseAddr("203.0.113.7")
)

// at is an event at the door from that address.
func at(address netip.Addr, s core.Security) core.Security {
	s.Address, s.House = address, netip.PrefixFrom(address, address.BitLen())
	return s
}

func TestNoticesSayFactPlaceAndConsequence(t *testing.T) {
	near := Location{Place: "this network"}
	unknown := Location{Place: "unknown place", ListDate: lyon.ListDate}
	for _, c := range []struct {
		event core.Security
		place Location
		want  string
	}{
		{
			at(far, core.Security{Kind: core.Disconnected, Tries: 3}), lyon,
			"Someone typed the wrong password 3 times and was disconnected. Address 203.0.113.7, probably Lyon, France; network: Orange (address list of 3 May). They can try 3 more times.",
		},
		{
			at(far, core.Security{Kind: core.WrongPassword, Tries: 1}), lyon,
			"Someone typed a wrong password. Address 203.0.113.7, probably Lyon, France; network: Orange (address list of 3 May). They can try 2 more times before they are disconnected.",
		},
		{
			at(far, core.Security{Kind: core.WrongPassword, Tries: 5, Times: 2}), unknown,
			"Someone typed the wrong password 5 times. Address 203.0.113.7, unknown place (address list of 3 May). They can try once more before they are blocked.",
		},
		{
			at(netip.MustParseAddr("192.168.1.9"), core.Security{Kind: core.Disconnected, Tries: 3}), near,
			"Someone typed the wrong password 3 times and was disconnected. Address 192.168.1.9 (this network). They can try 3 more times.",
		},
		{
			at(netip.MustParseAddr("192.168.1.1"), core.Security{Kind: core.Blocked, Tries: 6, Nearness: core.OwnRouter}), near,
			"Someone typed the wrong password 6 times and is blocked now. Address 192.168.1.1, which is your own router's: it may be somebody of this network who used the line for the Internet. Nobody gets in from there until you unblock it.",
		},
		{
			at(netip.MustParseAddr("127.0.0.1"), core.Security{Kind: core.WrongPassword, Tries: 2, Nearness: core.ThisComputer}), near,
			"Someone typed the wrong password twice. Address 127.0.0.1 (this computer). They can try once more before they are disconnected.",
		},
		{
			core.Security{Kind: core.Blocked, Address: netip.MustParseAddr("203.0.113.0"), House: netip.MustParsePrefix("203.0.113.0/24"), ByHost: true},
			lyon,
			"You blocked an address. Address 203.0.113.0/24, probably Lyon, France; network: Orange (address list of 3 May). Nobody gets in from there while it is blocked.",
		},
		{
			at(netip.MustParseAddr("203.0.113.1"), core.Security{Kind: core.WrongPassword, Tries: 2, Nearness: core.ThisComputer}), near,
			"Someone typed the wrong password twice. Address 203.0.113.1, which is this computer's own: it is somebody at this computer, or of this network, who used its Internet address. They can try once more before they are disconnected.",
		},
		{
			at(far, core.Security{Kind: core.Refused, Tries: 6, Times: 40, Name: "Tom"}), lyon,
			"A blocked address tried to connect 40 times and was refused. Address 203.0.113.7, probably Lyon, France; network: Orange (address list of 3 May). Tom came from there before. If it is a friend, unblock it.",
		},
		{
			core.Security{Kind: core.Attack, Tries: 14, Addresses: 10},
			Location{},
			"Many computers are trying passwords at the same time: 14 wrong ones from 10 addresses so far. Newcomers have to wait a little until it stops; people in the chat are not affected. If you expect nobody else, lock the chat.",
		},
	} {
		w := words{Security: c.event, Location: c.place, now: noon}
		if got := w.text(); got != c.want {
			t.Errorf("%+v:\n got %s\nwant %s", c.event, got, c.want)
		}
		checkSentence(t, w.text())
		checkSentence(t, w.fact())
		if c.event.Address.IsValid() && strings.Contains(w.fact(), c.event.Address.String()) {
			t.Errorf("what others may see names the address: %s", w.fact())
		}
	}
}

func TestEveryKindOfNoticeHasItsWords(t *testing.T) {
	seen := map[string]bool{}
	for kind := core.WrongPassword; kind <= core.Attack; kind++ {
		w := words{Security: at(far, core.Security{Kind: kind, Tries: 3}), Location: lyon, now: noon}
		checkSentence(t, w.text())
		if securityKinds[kind] == "" || seen[w.fact()] {
			t.Errorf("kind %d: %q, %s", kind, securityKinds[kind], w.fact())
		}
		seen[w.fact()] = true
	}
	checkSentence(t, attackOverText(core.Security{Tries: 1, Addresses: 1, Blocks: 1}))
	checkSentence(t, attackOverText(core.Security{Addresses: 40}))
	checkSentence(t, words{Security: core.Security{Kind: core.Attack, Addresses: 40}, now: noon}.text())
	checkSentence(t, words{Security: core.Security{Kind: core.Attack, Again: true, Tries: 40, Addresses: 12, Blocks: 1}, now: noon}.text())
}

func TestOldListsSayTheirYear(t *testing.T) {
	if got := whereText("203.0.113.7", lyon, noon.AddDate(1, 0, 0)); !strings.Contains(got, "(address list of 3 May 2026)") {
		t.Error(got)
	}
}

func TestDetailsSayAllThatIsKnown(t *testing.T) {
	s := core.Security{
		Kind: core.Disconnected, Address: netip.MustParseAddr("2001:db8::5"), House: netip.MustParsePrefix("2001:db8::/64"), Tries: 3, Name: "Tom",
	}
	w := words{Security: s, Location: lyon, now: noon}
	for _, want := range []string{"2001:db8::5", "2001:db8::/64", "Lyon, France", "Orange", "Tom", "3 May 2026", "Wrong passwords: 3"} {
		if !strings.Contains(w.details(), want) {
			t.Errorf("%q is missing in\n%s", want, w.details())
		}
	}
}

func TestEveryReasonToBeTurnedAwayHasItsWords(t *testing.T) {
	tell := teller{chat: &Chat{app: openIn(t, t.TempDir())}}
	seen := map[string]bool{}
	for why := core.AwayLocked; why <= core.AwayClock; why++ {
		n := tell.turnedAway(core.TurnedAway{Person: core.Person{Name: "Tom"}, Address: far, Why: why, Times: 3}).(Notice)
		checkSentence(t, n.Text)
		if seen[n.Text] || !strings.HasPrefix(n.Text, "Tom knows the password but was not let in, because ") || !strings.Contains(n.Text, "3 times") {
			t.Error(n.Text)
		}
		seen[n.Text] = true
	}
}

func TestJoinersAreToldApart(t *testing.T) {
	before := acquaintance{Contact: contacts.Contact{Name: "Tom", Last: time.Date(2026, 5, 3, 12, 0, 0, 0, time.UTC)}}
	for _, c := range []struct {
		trust   Trust
		alias   string
		met     acquaintance
		already bool
		want    string
	}{
		{TrustNew, "", acquaintance{}, false, "Tom joined. You have not met this person here before."},
		{TrustNew, "", acquaintance{}, true, "Tom is here. You have not met this person here before."},
		{TrustKnown, "", before, false, "Tom joined. You last met on 3 May 2026."},
		{TrustKnown, "Tommy", before, false, "Tom, whom you call Tommy, joined. You last met on 3 May 2026."},
		{TrustKnown, "", acquaintance{Contact: contacts.Contact{Name: "Thomas", Last: before.Last}}, false, "Tom joined. You last met on 3 May 2026. Then the name was Thomas."},
		{TrustVerified, "", before, false, "Tom joined. You have verified who this is."},
		{TrustChanged, "", acquaintance{}, false, "CAREFUL: Tom joined, but this is not the Tom you met before. Either Tom uses another computer, or somebody wants to be taken for Tom. Leave the chat, or ask Tom in another way, by phone for instance, before you say anything private."},
	} {
		if got := joinedText(Person{Name: "Tom", Alias: c.alias, Trust: c.trust}, c.met, c.already); got != c.want {
			t.Errorf("%s: %s", c.trust, got)
		}
	}
}
