package terminal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"realtalk/app"
)

const (
	safetyHint = "Read these words to each other in another way, on the phone for instance. If everybody has the same words, type /match; then all who are here are verified, and you see it the next time you meet. If somebody has other words, leave: somebody else is listening."

	compareHint = "Read these words to each other in another way, on the phone for instance. If both have the same words, type /same and the name. If not, it is not who you think."
)

// safety shows the words of the chat.
func (c *conversation) safety(string) error {
	c.compared = c.chat.Safety()
	return c.face.answer("safety", c.compared)
}

// match says that the words that were shown last are the same for all.
func (c *conversation) match(string) error {
	if c.compared == "" {
		return &app.Trouble{Code: "not_compared", Text: "You have not compared the words yet.", Hint: "Type /safety to see them."}
	}
	return c.chat.Matches(c.compared)
}

// compare shows the words for one person.
func (c *conversation) compare(name string) error {
	comparison, err := c.chat.Compare(name)
	if err != nil {
		return err
	}
	return c.face.answer("compare", comparison.Words)
}

// save writes the conversation into a file that is not there yet, for this user
// alone.
func (c *conversation) save(name, command string, sealed bool) error {
	if name == "" {
		return &app.Trouble{Code: "command_incomplete", Text: fmt.Sprintf("/%s needs to know where.", command), Hint: fmt.Sprintf("Type /%s FILE", command)}
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return &app.Trouble{Code: "file_exists", Text: fmt.Sprintf("There is a file %s already.", visibleName(name)), Hint: "Choose another name."}
	}
	if err != nil {
		return notSaved(name)
	}
	if err := c.chat.Save(f, sealed); err != nil {
		return errors.Join(err, f.Close(), os.Remove(name))
	}
	if f.Close() != nil {
		_ = os.Remove(name)
		return notSaved(name)
	}
	return c.face.answer("saved", "The conversation is saved in "+visibleName(name)+".")
}

func notSaved(name string) error {
	return &app.Trouble{
		Code: "not_saved", Text: fmt.Sprintf("The file %s cannot be written.", visibleName(name)),
		Hint: "Check the folder, and whether there is space on the disk.",
	}
}
