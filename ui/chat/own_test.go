package chat

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"realtalk/ui/kit"
)

// lines gives the messages in their order, each with its status.
func lines(tr *transcript) string {
	var all []string
	for _, it := range tr.items {
		if it.said != nil {
			all = append(all, strings.TrimSpace(it.said.Text+" "+it.status))
		}
	}
	return strings.Join(all, ", ")
}

func wantLines(t *testing.T, tr *transcript, want string) {
	t.Helper()
	if got := lines(tr); got != want {
		t.Fatalf("shows %s; want %s", got, want)
	}
	wantTiled(t, tr)
}

// own is a message of the user as the host put it in order.
func own(id, text string) Message {
	return Message{ID: id, Own: true, From: "Jo", Text: text, Sent: noon.Add(time.Minute)}
}

func TestOwnMessageStandsAtOnceAndThenWhereItBelongs(t *testing.T) {
	tr, _ := shown(t, 700, 400)
	tr.say(said(1, "Anna", "before"))
	tr.sending("mine", noon)
	tr.sending("mine too", noon)
	wantLines(t, tr, "before, mine Sending…, mine too Sending…")
	tr.say(said(2, "Anna", "first"))
	tr.note("somebody came", false)
	wantLines(t, tr, "before, first, mine Sending…, mine too Sending…")
	tr.say(own("1", "mine"))
	wantLines(t, tr, "before, first, mine Sent, mine too Sending…")
	tr.say(said(3, "Anna", "between"))
	tr.say(own("2", "mine too"))
	wantLines(t, tr, "before, first, mine Sent, between, mine too Sent")
	tr.setStatus("1", kit.DeliveredTo(1, 3))
	tr.setStatus("2", kit.DeliveredTo(3, 3))
	wantLines(t, tr, "before, first, mine Delivered to 1 of 3, between, mine too Delivered")
}

func TestSameWordsTwiceComeBackInTheirOrder(t *testing.T) {
	tr, _ := shown(t, 700, 400)
	tr.sending("yes", noon)
	tr.sending("no", noon)
	tr.sending("yes", noon)
	tr.say(own("1", "yes"))
	wantLines(t, tr, "yes Sent, no Sending…, yes Sending…")
	tr.say(own("2", "yes")) // before the other one, whatever that became
	wantLines(t, tr, "yes Sent, yes Sent, no Sending…")
	tr.say(own("3", "no"))
	tr.say(own("4", "written elsewhere"))
	wantLines(t, tr, "yes Sent, yes Sent, no Sent, written elsewhere Sent")
}

func TestWhatGotNowhereIsNotSent(t *testing.T) {
	tr, _ := shown(t, 700, 400)
	var copied []string
	tr.deeds.copy = func(text string) { copied = append(copied, text) }
	tr.sending("one", noon)
	tr.sending("two", noon)
	tr.say(own("1", "one"))
	tr.fail(kit.TextNotSent())
	wantLines(t, tr, "one Sent, two Not sent")
	r := tr.shown[tr.items[1]]
	r.MouseIn(nil)
	r.MouseOut()
	if !r.copy.Visible() || !r.aside.Visible() {
		t.Fatal("it cannot be copied, or does not say what became of it")
	}
	if end := r.aside.Position().X + r.aside.Size().Width; end > r.copy.Position().X {
		t.Errorf("the words end at %v, over the button at %v", end, r.copy.Position().X)
	}
	r.copy.Tapped(nil)
	if !slices.Equal(copied, []string{"two"}) {
		t.Fatalf("copied %q", copied)
	}
	tr.say(said(2, "Anna", "later"))
	wantLines(t, tr, "one Sent, two Not sent, later")
	tr.say(own("9", "two")) // said once more
	wantLines(t, tr, "one Sent, two Not sent, later, two Sent")
}

func TestReaderOfOldWordsSeesTheOwnNewOnes(t *testing.T) {
	tr, _ := shown(t, 700, 400)
	fill(tr, 500)
	tr.page(-5)
	tr.say(said(900, "Anna", "new"))
	if tr.atEnd || tr.unseen != 1 {
		t.Fatalf("at the end %v, %d new", tr.atEnd, tr.unseen)
	}
	tr.sending("mine", noon)
	if !tr.atEnd || tr.jump.Visible() {
		t.Fatal("the own message is out of view")
	}
	wantTiled(t, tr)
}

// Who reads above sees nothing move when an own message finds its place.
func TestAnswerOfTheHostMovesNothing(t *testing.T) {
	tr, _ := shown(t, 700, 400)
	fill(tr, 500)
	for i := range 3 {
		tr.sending(fmt.Sprint("mine ", i), noon)
	}
	tr.page(-5)
	top, into := first(tr)
	for i := range 3 {
		tr.say(said(600+i, "Anna", strings.Repeat("before it ", 40)))
		tr.say(own(fmt.Sprint("own ", i), fmt.Sprint("mine ", i)))
	}
	if now, at := first(tr); now != top || at != into {
		t.Fatalf("the view went from %v of %q to %v of %q", into, top.text, at, now.text)
	}
	if tr.unseen != 3 {
		t.Errorf("%d are new", tr.unseen)
	}
	wantTiled(t, tr)
}
