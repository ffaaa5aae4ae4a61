package terminal

import (
	"fmt"
	"strings"

	"realtalk/app"
)

// The wording of these is a contract.
const (
	choosePasswordText = "Please enter a password that will be required to join this chat:\n"
	passwordPrompt     = "Password: "
	startedText        = `Server has been started.
The password is: %s
All users will be prompted for the password upon connecting.
They have 3 password attempts.
If they fail the first 3, they will get disconnected and you will be notified.
They can reconnect a second time and enter 3 more passwords, but if those fail,
they will be automatically blocked, and you will have to unblock them. You will be notified.
`
	nearText = `For people on the same computer network (WiFi, cable, etc.),
if they want to join, have them type
`
	farText = `For people outside of your computer network (remote locations on the Internet),
if they want to join, have them type
`
)

const (
	suggestText   = "(Press Enter without a password to have one made up for you.)\n"
	messagePrompt = "> "
	severalText   = "If the first line does not work for them, have them try the next one.\n"
	nobodyNear    = "This computer is in no network at the moment, so nobody can join from near by.\n"
	noWayText     = "For people outside of your computer network (remote locations on the Internet):\n"
)

func hostingText(e app.Hosting) string {
	return fmt.Sprintf(startedText, visibleName(e.Password)) + nearLines(e.Local)
}

// nearLines says how people near by can come in.
func nearLines(lines []string) string {
	if len(lines) == 0 {
		return nobodyNear
	}
	return nearText + joinLines(lines)
}

// joinLines lists what others type, as it is typed in the folder rt lies in.
func joinLines(lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(typed(l) + "\n")
	}
	if len(lines) > 1 {
		b.WriteString(severalText)
	}
	return b.String()
}

// typed is what a person types for a line or an invite.
func typed(line string) string {
	if strings.HasPrefix(line, "rt:") {
		return "./rt " + visibleName(line)
	}
	return "./" + visibleName(line)
}

// sentences gives each sentence that there is a line of its own.
func sentences(s ...string) string {
	var b strings.Builder
	for _, t := range s {
		if t != "" {
			b.WriteString(Visible(t) + "\n")
		}
	}
	return b.String()
}

func joinedText(e app.Joined) string {
	leave := "leaves the chat"
	if e.Host {
		leave = "ends the chat for everybody"
	}
	text := fmt.Sprintf("You are in the chat as %s. Type a message and press Enter. /help shows what else you can do; Ctrl-C %s.\n",
		visibleName(e.Name), leave)
	if e.Safety != "" && !e.Host {
		text += fmt.Sprintf("The safety phrase of this chat, the same on everybody's screen: %s\n", visibleName(e.Safety))
	}
	return text
}

// memberJoinedText begins with the badge, so that who is new, known, verified
// or not the one who is meant looks different also without colour. The host
// reads where from, and what to do about somebody who is not expected.
func memberJoinedText(e app.MemberJoined) string {
	text := fmt.Sprintf("[%s] %s\n", trustWord(e.Trust), visibleName(e.Text))
	if e.Address == "" || e.Already {
		return text
	}
	from := append([]string{visibleName(e.Address)}, whence(e.Place, e.Owner)...)
	text += fmt.Sprintf("From %s.\n", strings.Join(from, "; "))
	if e.Trust == app.TrustNew || e.Trust == app.TrustChanged {
		text += fmt.Sprintf("If you do not expect them, type /kick %[1]s, or /block %[1]s to keep the address out, too.\n", visibleName(e.Name))
	}
	return text
}

func memberLeftText(e app.MemberLeft) string {
	name := visibleName(e.Name)
	switch e.Reason {
	case app.LeftKicked:
		return name + " was taken out of the chat by the host.\n"
	case app.LeftLost:
		return name + " is gone: the connection was lost.\n"
	default:
		return name + " left.\n"
	}
}

func passwordWrongText(e app.PasswordWrong) string {
	switch e.Left {
	case 0:
		return "Wrong password.\n"
	case 1:
		return "Wrong password, 1 try left.\n"
	default:
		return fmt.Sprintf("Wrong password, %d tries left.\n", e.Left)
	}
}

func securityText(e app.Security) string {
	if !e.CanBlock {
		return sentences(e.Text)
	}
	return sentences(e.Text, fmt.Sprintf("Type /block %s to keep it out.", visibleName(e.Address)))
}

// asksText says how to answer, and until when.
func asksText(e app.Asks) string {
	hint := fmt.Sprintf("Type /admit %[1]s, or /decline %[1]s.", visibleName(e.Name))
	if !e.Until.IsZero() {
		hint += fmt.Sprintf(" Without an answer until %s they are turned away.", e.Until.Local().Format("15:04:05"))
	}
	return sentences(e.Text, hint)
}
