package terminal

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/app"
)

// TestHostSeesTheAgreedWords holds the wording that was asked for, to the letter.
func TestHostSeesTheAgreedWords(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := host(t, false)
		s.wantOut("Please enter a password that will be required to join this chat:\n" +
			"(Press Enter without a password to have one made up for you.)\n")
		s.types("tulip\n")
		local := []string{"rt 192.168.1.10 40213", "rt fd00::1 40213"}
		s.happens(app.Hosting{Port: 40213, Password: "tulip", Local: local})
		s.wantOut(`Server has been started.
The password is: tulip
All users will be prompted for the password upon connecting.
They have 3 password attempts.
If they fail the first 3, they will get disconnected and you will be notified.
They can reconnect a second time and enter 3 more passwords, but if those fail,
they will be automatically blocked, and you will have to unblock them. You will be notified.
For people on the same computer network (WiFi, cable, etc.),
if they want to join, have them type
./rt 192.168.1.10 40213
./rt fd00::1 40213
If the first line does not work for them, have them try the next one.
`)
		s.happens(app.Router{State: app.RouterAsking, Text: "Asking your router.", Local: local})
		s.wantOut("Asking your router.\n")
		s.happens(app.Router{State: app.RouterOpen, Method: "pcp", Internet: []string{"rt 203.0.113.1 40213"}, Local: local})
		s.wantOut(`For people outside of your computer network (remote locations on the Internet),
if they want to join, have them type
./rt 203.0.113.1 40213
`)
		s.happens(app.Router{State: app.RouterNotFound, Text: "No router answered.", Hint: "Let somebody else host.", Local: local})
		s.wantOut(`For people outside of your computer network (remote locations on the Internet):
No router answered.
Let somebody else host.
`)
		s.over(app.Ended{Reason: app.EndYouLeft})
		if len(s.began) != 1 || s.began[0] != "tulip" {
			t.Errorf("passwords %q", s.began)
		}
	})
}

func TestHostWithoutNetwork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := host(t, false, func(c *conversation) { c.given = new("from a file") })
		s.happens(app.Hosting{Password: "from a file"})
		if got := s.out.take(); !strings.HasSuffix(got, nobodyNear) || strings.Contains(got, "Please enter") {
			t.Errorf("output\n%s", got)
		}
		s.over(app.Ended{Reason: app.EndYouLeft})
		if s.began[0] != "from a file" {
			t.Errorf("passwords %q", s.began)
		}
	})
}

func TestAnEmptyPasswordOfTheHostIsReplaced(t *testing.T) {
	for name, input := range map[string]string{"empty line": "\n", "end of input": ""} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := host(t, true)
				s.wantOut(`{"event":"password_prompt","time":"2026-05-04T11:02:01.007Z","attempt":1,"left":1}` + "\n")
				if input == "" {
					s.keys.end()
					synctest.Wait()
				} else {
					s.types(input)
				}
				if len(s.began) != 1 || s.began[0] != "four-made-up-words" {
					t.Fatalf("passwords %q", s.began)
				}
				s.over(app.Ended{Reason: app.EndHostEnded})
				s.wantStatus(app.ExitOK)
			})
		})
	}
}

func TestGuestTriesPasswords(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := guest(t, false)
		s.happens(app.PasswordPrompt{Attempt: 1, Left: 3})
		s.wantOut("Password: \n")
		s.types("/quit is a password too\n")
		s.happens(app.PasswordWrong{Left: 2}, app.PasswordPrompt{Attempt: 2, Left: 2})
		s.wantOut("* Wrong password, 2 tries left.\nPassword: \n")
		s.types("tulip\n")
		s.wantCalls("password /quit is a password too; password tulip")
		s.over(app.Ended{Reason: app.EndWrongPassword, Text: "Ask the host."})
		s.wantStatus(app.ExitWrongPassword)
		s.wantOut("* Ask the host.\n")
	})
}

// TestInputWaitsUntilItIsAskedFor holds that a script may write everything at
// once: the first line is the password, the next is said once it is in.
func TestInputWaitsUntilItIsAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := guest(t, true)
		s.types("tulip\nhello\n//kick Bob\n")
		s.wantCalls("")
		s.happens(app.PasswordPrompt{Attempt: 1, Left: 3})
		s.wantCalls("password tulip")
		s.happens(app.Joined{})
		s.wantCalls("password tulip; send hello; send /kick Bob")
		s.over(app.Ended{Reason: app.EndKicked})
		s.wantStatus(app.ExitOK)
	})
}

func TestPasswordFileAnswersTheFirstPromptUnseen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := guest(t, true, func(c *conversation) { c.given = new("old") })
		s.happens(app.PasswordPrompt{Attempt: 1, Left: 3})
		s.wantOut("")
		s.happens(app.PasswordWrong{Left: 2}, app.PasswordPrompt{Attempt: 2, Left: 2})
		s.types("tulip\n")
		s.wantCalls("password old; password tulip")
		s.over(app.Ended{Reason: app.EndLost})
		s.wantStatus(app.ExitError)
	})
}

func TestNobodyLeftToGiveThePassword(t *testing.T) {
	for name, c := range map[string]struct {
		before []app.Event
		status int
	}{
		"first try":  {nil, app.ExitError},
		"second try": {[]app.Event{app.PasswordPrompt{Attempt: 1, Left: 3}, app.PasswordWrong{Left: 2}}, app.ExitWrongPassword},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := guest(t, true, func(conv *conversation) { conv.given = map[bool]*string{true: new("old")}[c.before != nil] })
				s.keys.end()
				s.happens(c.before...)
				s.happens(app.PasswordPrompt{Attempt: 2, Left: 2})
				if got := s.out.take(); !strings.Contains(got, `"code":"no_password"`) {
					t.Errorf("output %s", got)
				}
				s.wantStatus(c.status)
			})
		})
	}
}

func TestEndOfInputDoesNotEndAListeningChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := guest(t, true)
		s.happens(app.Joined{})
		s.types("bye")
		s.keys.end()
		synctest.Wait()
		s.wantCalls("send bye")
		s.out.take()
		s.happens(app.Delivered{ID: "1f", To: 1, Of: 2})
		s.wantOut(`{"event":"delivered","time":"2026-05-04T11:02:01.007Z","id":"1f","to":1,"of":2}` + "\n")
		s.over(app.Ended{Reason: app.EndHostEnded})
		s.wantStatus(app.ExitOK)
	})
}

func TestEndOfInputAtATerminalLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := guest(t, false, func(c *conversation) { c.endQuits = true })
		s.happens(app.Joined{})
		s.keys.end()
		s.wantStatus(app.ExitOK)
		s.wantCalls("end")
	})
}

func TestCommands(t *testing.T) {
	for _, c := range []struct{ in, calls, out string }{
		{"hello", "send hello", ""},
		{"  ", "", ""},
		{"//me waves", "send /me waves", ""},
		{"/who", "", "Ann [you, host] aa11\nB␛ob [CHANGED] bb22\n"},
		{"/invite", "", "./rt 192.168.1.10 40213\n./rt fd00::1 40213\n./rt rt:abc\n"},
		{"/safety", "", "acid moon\n" + safetyHint + "\n"},
		{"/kick Bob", "", "* Only the host can do that.\n  Ask the host.\n"},
		{"/blocklist", "", "* Only the host can do that.\n  Ask the host.\n"},
		{"/help", "", helpText + "\n"},
		{"/nonsense 1", "", "* There is no command /nonsense.\n  /help lists the commands. To send a message that begins with a slash, type two: //\n"},
		{"/", "", "* There is no command /.\n  /help lists the commands. To send a message that begins with a slash, type two: //\n"},
		{strings.Repeat("x", maxText), "send " + strings.Repeat("x", maxText), ""},
		{strings.Repeat("x", maxText+2), "", "* " + longMessage.Text + "\n  " + longMessage.Hint + "\n"},
	} {
		t.Run(c.in[:min(len(c.in), 20)], func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := guest(t, false)
				s.happens(app.Joined{})
				s.out.take()
				s.types(c.in + "\r\n")
				s.wantCalls(c.calls)
				s.wantOut(c.out)
				s.over(app.Ended{Reason: app.EndHostEnded})
			})
		})
	}
}

func TestDoorCommands(t *testing.T) {
	list := `address                  since             until             why
203.0.113.7              2026-05-03 10:00  for good          6 wrong passwords
    last name used: Tom; Lyon, France; network: Orange
2001:db8:1:2::/64        not known         2026-05-03 11:00  blocked by you
    wrong passwords before: 2
    note: ru␛de
`
	tomorrow := clock(time.Date(2000, 1, 2, 0, 0, 0, 0, time.UTC)) // by the clock of a bubble
	first := strings.Join(strings.SplitAfter(list, "\n")[:3], "")
	for _, c := range []struct{ in, calls, out string }{
		{"/kick  Mary Ann ", "kick Mary Ann", ""},
		{"/kick", "", "* /kick needs to know whom.\n  Type /kick NAME\n"},
		{"/block Mary Ann", "block Mary Ann", ""},
		{"/block 203.0.113.7", "block 203.0.113.7 for 0s", "203.0.113.7 is blocked until you unblock it.\n"},
		{"/block 203.0.113.7 good", "block 203.0.113.7 for 0s", "203.0.113.7 is blocked until you unblock it.\n"},
		{"/block 203.0.113.0/24 1d", "block 203.0.113.0/24 for 24h0m0s", "203.0.113.0/24 is blocked until " + tomorrow + ".\n"},
		{"/block [2001:db8::7]  24h", "block [2001:db8::7] for 24h0m0s", "[2001:db8::7] is blocked until " + tomorrow + ".\n"},
		{"/block 203.0.113.7 ever", "", "* “ever” does not say how long.\n  Type 1h for an hour, 1d for a day, or good.\n"},
		{"/block Mallory 1h", "block Mallory 1h", ""},
		{"/unblock 2001:db8::/64", "unblock 2001:db8::/64 false", ""},
		{"/unblock 203.0.113.7 reset", "unblock 203.0.113.7 true", ""},
		{"/unblock 203.0.113.7 please", "", "* /unblock does not understand “please”.\n  Type /unblock ADDRESS, or /unblock ADDRESS reset\n"},
		{"/note 203.0.113.7 the neighbours", "note 203.0.113.7: the neighbours", "The note is kept.\n"},
		{"/note 203.0.113.7", "note 203.0.113.7: ", "The note is taken away.\n"},
		{"/reply rt-reply:abc", "reply rt-reply:abc", ""},
		{"/reply", "", "* /reply needs to know whom.\n  Type /reply LINE\n"},
		{"/address 203.0.113.7", "address 203.0.113.7", ""},
		{"/address whoami.example", "ask whoami.example; address 203.0.113.7", ""},
		{"/address", "", "* /address needs this computer's address on the Internet.\n  Type /address 203.0.113.7, or /address whoami.example to ask that web service.\n"},
		{"/admit Tom", "admit Tom", ""},
		{"/decline Tom", "decline Tom", ""},
		{"/waiting", "", "Tom asks.\n"},
		{"/ask on", "door {AskFirst:true Locked:false Limit:0}", ""},
		{"/ask", "", "* /ask is either on or off.\n  Type /ask on, or /ask off\n"},
		{"/lock", "door {AskFirst:false Locked:true Limit:0}", ""},
		{"/unlock", "door {AskFirst:false Locked:false Limit:0}", ""},
		{"/limit 10", "door {AskFirst:false Locked:false Limit:10}", ""},
		{"/limit off", "door {AskFirst:false Locked:false Limit:0}", ""},
		{"/limit many", "", "* /limit needs a number.\n  Type /limit 10, or /limit off\n"},
		{"/blocklist", "", list},
		{"/blocklist LYON orange", "", first},
		{"/blocklist nothing", "", "No blocked address matches “nothing”.\n"},
		{"/security", "", "2026-05-03 10:00  Someone typed a wrong password.\n"},
	} {
		t.Run(c.in, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := host(t, false)
				s.types("tulip\n")
				s.happens(app.Joined{Host: true})
				s.out.take()
				s.types(c.in + "\n")
				s.wantCalls(c.calls)
				s.wantOut(c.out)
				s.over(app.Ended{Reason: app.EndHostEnded})
			})
		})
	}
}

func TestLengths(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"1h": time.Hour, "90m": 90 * time.Minute, "1d": 24 * time.Hour, "30d": 30 * 24 * time.Hour, "good": 0, "never": 0,
	} {
		if got, err := ParseLength(text); got != want || err != nil {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "1", "-1h", "0d", "1y", "99999999999999d", "4000d", "300000h"} {
		if got, err := ParseLength(text); err == nil {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestSortOfTheBlocklist(t *testing.T) {
	entries := []app.Blocked{
		{Address: "a", Name: "zoe", Tries: 1, Since: time.Unix(2, 0)},
		{Address: "b", Name: "Adam", Tries: 6, Since: time.Unix(1, 0)},
		{Address: "c"},
	}
	for by, want := range map[string]string{"address": "a", "name": "b", "tries": "b", "since": "a"} {
		list := slices.Clone(entries)
		if !Sort(list, by) || list[0].Address != want || list[2].Address != "c" {
			t.Errorf("%s: %+v", by, list)
		}
	}
	if Sort(entries, "colour") {
		t.Error("sorted by colour")
	}
}

func TestQuit(t *testing.T) {
	for name, events := range map[string][]app.Event{"in": {app.Joined{}}, "connecting": nil} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := guest(t, true)
				s.happens(events...)
				s.types("/quit\n")
				s.wantCalls("end")
				s.wantStatus(app.ExitOK)
			})
		})
	}
}

// TestQuitLetsTheLastWordsOut holds that a script can say something and quit.
func TestQuitLetsTheLastWordsOut(t *testing.T) {
	t.Run("heard", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := guest(t, true)
			s.happens(app.Joined{})
			s.types("one\ntwo\n/quit\nthree\n")
			s.happens(app.Message{Text: "one", Own: true}, app.Message{Text: "another's"})
			s.wantCalls("send one; send two")
			s.happens(app.Message{Text: "two", Own: true})
			s.wantCalls("send one; send two; end")
			s.wantStatus(app.ExitOK)
		})
	})
	t.Run("not heard", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := guest(t, true)
			s.happens(app.Joined{})
			s.types("one\n/quit\n")
			s.wantCalls("send one")
			time.Sleep(quitTimeout) // virtual
			s.wantStatus(app.ExitOK)
			s.wantCalls("send one; end")
		})
	})
}

// TestPipedInputWaitsForTheChat holds that a long file goes out as fast as the chat
// takes it: once most of its lines were refused, for the host's answers were still
// on their way.
func TestPipedInputWaitsForTheChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := guest(t, true)
		s.happens(app.Joined{})
		s.types(strings.Repeat("word\n", 100))
		said := func() int { return len(s.chat.said()) }
		if got := said(); got != maxUnheard {
			t.Errorf("%d messages were sent while none came back, want %d", got, maxUnheard)
		}
		s.happens(app.Message{Text: "another's"})
		s.happens(app.Message{Text: "word", Own: true}, app.Message{Text: "word", Own: true})
		if got := said(); got != maxUnheard+2 {
			t.Errorf("%d messages were sent when two came back, want %d", got, maxUnheard+2)
		}
		s.happens(app.Notice{Code: app.NoticeGap, Text: "Yours may not have arrived."})
		if got := said(); got != 2*maxUnheard+2 {
			t.Errorf("%d messages were sent when the others will not come back, want %d", got, 2*maxUnheard+2)
		}
		s.over(app.Ended{Reason: app.EndLost})
	})
}

func TestARefusalIsShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := guest(t, true)
		s.happens(app.Joined{})
		s.out.take()
		s.chat.refuse = &app.Trouble{Code: "not_host", Text: "Only the host can do that.", Hint: "Ask the host."}
		s.types("Hello\n/kick Bob\n")
		want := `{"event":"error","time":"2026-05-04T11:02:01.007Z","code":"not_host","text":"Only the host can do that.","hint":"Ask the host."}` + "\n"
		s.wantOut(want + want)
		s.over(app.Ended{Reason: app.EndHostEnded})
		s.wantStatus(app.ExitOK)
	})
}

func TestExitStatus(t *testing.T) {
	for _, c := range []struct {
		last app.Event
		want int
	}{
		{app.Ended{Reason: app.EndHostEnded}, 0},
		{app.Ended{Reason: app.EndYouLeft}, 0},
		{app.Ended{Reason: app.EndKicked}, 0},
		{app.Ended{Reason: app.EndLost}, 1},
		{app.Ended{Reason: app.EndUnreachable}, 3},
		{app.Ended{Reason: app.EndWrongPassword}, 4},
		{app.Ended{Reason: app.EndBlocked}, 5},
		{app.Failed{Trouble: app.Trouble{Code: "hosting_already"}}, 1},
		{app.Failed{Trouble: app.Trouble{Code: "unreachable"}}, 3},
		{app.Failed{Trouble: app.Trouble{Code: "usage"}}, 2},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := guest(t, true)
			s.over(c.last)
			s.wantStatus(c.want)
		})
	}
	if got := Status(errors.New("any")); got != app.ExitError {
		t.Errorf("status of any error %d", got)
	}
}

func TestLeaving(t *testing.T) {
	t.Run("in order", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := guest(t, true)
			s.conv.leave.interrupt()
			s.wantStatus(app.ExitOK)
			s.wantCalls("end")
		})
	})
	t.Run("before a password", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := host(t, true)
			s.out.take()
			s.conv.leave.interrupt()
			s.wantStatus(app.ExitOK)
			s.wantOut(`{"event":"ended","time":"2026-05-04T11:02:01.007Z","reason":"you_left","text":"You left before the chat began."}` + "\n")
		})
	})
	t.Run("the output is gone", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := guest(t, true)
			s.out.gone = true
			s.happens(app.Joined{})
			s.wantCalls("end")
		})
	})
	t.Run("at once", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			l := newLeaving()
			l.begin()
			l.begin()
			if isOver(l) {
				t.Error("two wishes to leave in order were taken for haste")
			}
			l.interrupt()
			if !isOver(l) {
				t.Error("a Ctrl-C after that does not leave at once")
			}
			l.interrupt()
			l.stop()
		})
	})
	t.Run("too slow", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := guest(t, true)
			s.chat.hangs = true
			s.conv.leave.interrupt()
			synctest.Wait()
			if isOver(s.conv.leave) {
				t.Error("the chat was given no time to end")
			}
			began := time.Now()
			<-s.conv.leave.now
			if waited := time.Since(began); waited != 2500*time.Millisecond {
				t.Errorf("waited %v", waited)
			}
			close(s.chat.events)
			s.wantStatus(app.ExitError)
		})
	})
}

// isOver tells whether there is no more waiting.
func isOver(l *leaving) bool {
	select {
	case <-l.now:
		return true
	default:
		return false
	}
}
