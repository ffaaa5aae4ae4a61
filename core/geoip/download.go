package geoip

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// Why a download fails, beside the errors of the network and of ctx.
var (
	ErrRedirected = errors.New("sent on to a host that was not named")
	ErrStalled    = errors.New("nothing came for too long")
	ErrAnswer     = errors.New("the server does not give the list")
)

const (
	// stallTimeout is how long a server may send nothing.
	stallTimeout = 30 * time.Second
	maxRedirects = 5
)

// download fetches a source into a new file in dir and tells after each piece
// how much is there; total is 0 while nobody knows.
func download(ctx context.Context, s Source, dir string, stall time.Duration, progress func(done, total int64)) (file string, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	timer := time.AfterFunc(stall, func() { cancel(ErrStalled) })
	defer timer.Stop()
	answer, err := ask(ctx, s)
	if err != nil {
		return "", because(ctx, err)
	}
	defer answer.Body.Close()
	out, err := os.CreateTemp(dir, "download-*"+filepath.Ext(s.URL))
	if err != nil {
		return "", err
	}
	total := max(answer.ContentLength, 0)
	body := &counted{from: answer.Body, tell: func(done int64) {
		timer.Reset(stall)
		progress(done, total)
	}}
	err = copyAtMost(out, body, MaxFile)
	if err == nil && total > 0 && body.done != total {
		err = io.ErrUnexpectedEOF
	}
	if err := errors.Join(because(ctx, err), out.Close()); err != nil {
		return "", err
	}
	return out.Name(), nil
}

// because prefers the reason for which ctx was ended.
func because(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

func ask(ctx context.Context, s Source) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL, nil)
	if err != nil {
		return nil, err
	}
	// What is asked tells nothing of who asks.
	request.Header.Set("User-Agent", "Real Talk")
	client := http.Client{
		Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true, DisableCompression: true},
		CheckRedirect: func(next *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects || !s.allows(next.URL) {
				return fmt.Errorf("%w: %s", ErrRedirected, next.URL.Host)
			}
			next.Header.Del("Referer")
			return nil
		},
	}
	answer, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	switch {
	case answer.StatusCode != http.StatusOK:
		err = fmt.Errorf("%w: %s", ErrAnswer, strconv.Itoa(answer.StatusCode))
	case answer.ContentLength > MaxFile:
		err = ErrTooLarge
	}
	if err != nil {
		return nil, errors.Join(err, answer.Body.Close())
	}
	return answer, nil
}

// counted tells of each piece that is read.
type counted struct {
	from io.Reader
	done int64
	tell func(done int64)
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	if n > 0 {
		c.done += int64(n)
		c.tell(c.done)
	}
	return n, err
}
