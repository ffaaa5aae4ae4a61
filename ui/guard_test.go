package ui

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"realtalk/app"
)

// failed gives the error that a test wants, once.
func (b *fakeBackend) failed() error {
	err := b.fails
	b.fails = nil
	return err
}

func (b *fakeBackend) Blocklist() ([]app.Blocked, error) { return slices.Clone(b.blocked), b.failed() }

func (b *fakeBackend) Block(r app.BlockRequest) error {
	b.called("block", r.Address, r.For.String(), r.Note)
	if err := b.failed(); err != nil {
		return err
	}
	b.blocked = append(b.blocked, app.Blocked{Address: r.Address, Why: "host", WhyText: "blocked by you", Note: r.Note})
	return nil
}

func (b *fakeBackend) Unblock(address string, reset bool) error {
	b.called("unblock", address, fmt.Sprint(reset))
	b.blocked = slices.DeleteFunc(b.blocked, func(e app.Blocked) bool { return e.Address == address })
	return b.failed()
}

func (b *fakeBackend) Annotate(address, note string) error {
	b.called("note", address, note)
	return b.failed()
}

func (b *fakeBackend) ExportBlocklist(w io.Writer) error {
	if err := b.failed(); err != nil {
		return err
	}
	_, err := io.WriteString(w, "203.0.113.7\n")
	return err
}

func (b *fakeBackend) ImportBlocklist(r io.Reader) (added int, err error) {
	all, err := io.ReadAll(r)
	b.called("import", strings.TrimSpace(string(all)))
	return strings.Count(string(all), "\n"), err
}

func (b *fakeBackend) SecurityList() ([]app.SecurityEntry, error) {
	return slices.Clone(b.happened), b.failed()
}

func (b *fakeBackend) ExportSecurityList(w io.Writer) error {
	_, err := io.WriteString(w, "what happened\n")
	return err
}

func (b *fakeBackend) ClearSecurityList() error {
	b.called("clear")
	b.happened = nil
	return nil
}

func (b *fakeBackend) Settings() app.Settings { return b.settings }

func (b *fakeBackend) SetSettings(s app.Settings) error {
	b.called("settings", fmt.Sprintf("%+v", s))
	if err := b.failed(); err != nil {
		return err
	}
	b.settings = s
	return nil
}

func (b *fakeBackend) GeoStatus() []app.AddressList { return b.lists }

func (b *fakeBackend) GeoImport(_ context.Context, paths ...string) ([]app.AddressList, error) {
	b.called("import list", strings.Join(paths, " "))
	return b.lists, b.failed()
}

func (b *fakeBackend) GeoReset() error {
	b.called("reset lists")
	return b.failed()
}

func (b *fakeBackend) GeoPlan() app.GeoPlan {
	return app.GeoPlan{Text: "9 MB will be fetched from lists.example."}
}

func (b *fakeBackend) GeoUpdate(ctx context.Context, progress func(done, total int64)) error {
	return b.update(ctx, progress)
}

func (b *fakeBackend) GeoSources() []string { return nil }

func (b *fakeBackend) SetGeoSources(sources []string) error {
	b.called("sources", strings.Join(sources, " "))
	return b.failed()
}

func (b *fakeBackend) NotifyDesktop(n app.DesktopNotice, onClick func()) error {
	return b.desk(n, onClick)
}

func (b *fakeBackend) WithdrawDesktop(string) {}

func (b *fakeBackend) TrayThere() bool {
	b.askedTray++
	return b.trayThere
}

func (b *fakeBackend) SetBadge(n int) { b.badge = n }
