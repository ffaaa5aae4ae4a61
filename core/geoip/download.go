package geoip

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// Why a download fails, beside the errors of the disk and of ctx.
var (
	ErrNetwork    = errors.New("the server cannot be reached, or broke off")
	ErrRedirected = errors.New("sent on to a host that was not named")
	ErrStalled    = errors.New("nothing came for too long")
	ErrAnswer     = errors.New("the server does not give the list")
)

const (
	// stallTimeout is how long a server may send nothing.
	stallTimeout = 30 * time.Second
	maxRedirects = 5
)

// download fetches a source into a temporary file and tells after each piece how
// much is there, of about how much.
func (f *folder) download(ctx context.Context, s Source, stall time.Duration, progress func(done, total int64)) (temp string, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	timer := time.AfterFunc(stall, func() { cancel(ErrStalled) })
	defer timer.Stop()
	answer, err := ask(ctx, s)
	if err != nil {
		return "", because(ctx, err)
	}
	defer answer.Body.Close()
	total := answer.ContentLength
	if total < 0 {
		total = s.Bytes
	}
	body := &counted{from: answer.Body, tell: func(done int64) {
		timer.Reset(stall)
		progress(done, total)
	}}
	temp, _, err = f.fill(ctx, body, MaxFile)
	return temp, because(ctx, err)
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
		return nil, ErrSource
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
		return nil, unanswered(err)
	}
	switch {
	case answer.StatusCode != http.StatusOK:
		err = fmt.Errorf("%w: status %d", ErrAnswer, answer.StatusCode)
	case answer.ContentLength > MaxFile:
		err = ErrTooLarge
	}
	if err != nil {
		return nil, errors.Join(err, answer.Body.Close())
	}
	return answer, nil
}

// unanswered leaves out the address, in which there may be a key.
func unanswered(err error) error {
	var about *url.Error
	if errors.As(err, &about) {
		err = about.Err
	}
	if errors.Is(err, ErrRedirected) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrNetwork, err)
}

// counted tells of each piece that is read. Its errors are the network's, not
// those of the disk that the pieces go to.
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
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%w: %w", ErrNetwork, err)
	}
	return n, err
}
