package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"realtalk/app"
)

func (p *program) exportBlocklistCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "export [FILE]",
		Short: "write the list as text, to a file or to standard output",
		Args:  between(0, 1, ""),
		RunE: p.withApp(func(a *app.App, args []string) error {
			return p.export("blocklist", args, a.ExportBlocklist)
		}),
	}
}

func (p *program) importBlocklistCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: "block what a text lists; - is standard input",
		Args:  arguments(1, "a file"),
		RunE: p.withApp(func(a *app.App, args []string) error {
			in := os.Stdin
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return badFile(args[0], err)
				}
				defer f.Close()
				in = f
			}
			n, err := a.ImportBlocklist(in)
			if err != nil {
				return err
			}
			return p.tell("blocklist", imported(n))
		}),
	}
}

func imported(n int) string {
	if n == 1 {
		return "1 address of this list is blocked now."
	}
	return fmt.Sprintf("%d addresses of this list are blocked now.", n)
}

// export writes to the file that is named, else to standard output. A file is
// touched only once the text is there.
func (p *program) export(code string, args []string, write func(io.Writer) error) error {
	var text strings.Builder
	if err := write(&text); err != nil {
		return err
	}
	if len(args) == 0 {
		return p.tell(code, strings.TrimSuffix(text.String(), "\n"))
	}
	if err := os.WriteFile(args[0], []byte(text.String()), 0o600); err != nil {
		return badFile(args[0], err)
	}
	return p.tell(code, "Written to "+args[0]+".")
}

// badFile gives the Trouble for a file that the user named.
func badFile(name string, err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		err = p.Err
	}
	return &app.Trouble{
		Code: "file", Text: fmt.Sprintf("The file %s cannot be used: %v.", name, err), Hint: "Check its name and who may use it.",
	}
}
