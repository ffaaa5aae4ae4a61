package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"realtalk/platform"
	"realtalk/ui/terminal"
)

func main() {
	cobra.MousetrapHelpText = "" // on Windows, a double click starts the window
	leave := platform.AttachConsole()
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, leave))
}

// run carries out the command line and gives the exit status.
func run(args []string, out, errOut io.Writer, leaveConsole func()) int {
	p := &program{out: out, errOut: errOut, leaveConsole: leaveConsole}
	root := p.root()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errOut)
	if err := root.Execute(); err != nil {
		p.flags.json = p.flags.json || slices.Contains(args, "--json")
		p.fail(err)
		return terminal.Status(err)
	}
	return p.status
}

// program is one run of rt.
type program struct {
	flags       flags
	out, errOut io.Writer
	in          *bufio.Reader // standard input, once a line of it was asked for
	status      int           // of the chat, if there was one

	leaveConsole func() // before a window is shown: nothing is printed then
}

// fail tells what went wrong: the cause, and what to do.
func (p *program) fail(err error) {
	if p.flags.json {
		_ = terminal.NewLines(p.out).Error(err)
		return
	}
	fmt.Fprint(p.errOut, terminal.Words(err))
}

// tell prints the answer of a command that is no chat. Code names the command.
func (p *program) tell(code, text string) error {
	if p.flags.json {
		return terminal.NewLines(p.out).Notice(code, text)
	}
	_, err := fmt.Fprintln(p.out, text)
	return err
}
