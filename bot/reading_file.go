package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/article"
)

// readFile downloads a file of this conversation and reads it.
func (b *Bot) readFile(ctx context.Context, f File) (*article.Document, error) {
	if f.URL == "" && !f.External { // from another company only the id comes
		var info *slack.File
		err := b.slack.call(ctx, "files.info", "", func(ctx context.Context, api *slack.Client) (err error) {
			info, _, _, err = api.GetFileInfoContext(ctx, f.ID, 0, 0)
			return err
		})
		if err != nil {
			return nil, fileError(f, fmt.Errorf("ask for the file: %w", err))
		}
		f = file{
			ID: info.ID, Name: info.Name, Title: info.Title, MimeType: info.Mimetype, Size: int64(info.Size), URL: info.URLPrivate,
			DownloadURL: info.URLPrivateDownload, Permalink: info.Permalink, IsExternal: info.IsExternal,
		}.asked()
	}
	if f.External || f.URL == "" {
		return nil, &article.Error{Kind: article.Private, URL: f.URL, Err: errors.New("the file lives outside Slack")}
	}
	if f.Size > b.cfg.MaxFile {
		return nil, &article.Error{Kind: article.TooLarge, Err: fmt.Errorf("file of %d bytes", f.Size)}
	}
	data := &limitedBuffer{left: b.cfg.MaxFile}
	err := b.slack.call(ctx, "files.download", "", func(ctx context.Context, api *slack.Client) error {
		return api.GetFileContext(ctx, f.URL, data)
	})
	switch {
	case errors.Is(err, errTooLarge):
		return nil, &article.Error{Kind: article.TooLarge, Err: err}
	case errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil:
		return nil, &article.Error{Kind: article.TooSlow, Err: err}
	}
	if err != nil {
		return nil, fileError(f, fmt.Errorf("download the file: %w", err))
	}
	read, err := b.cfg.Reader.ReadSource(ctx, article.Source{
		Data: data.Bytes(), Name: f.Name, ContentType: f.MimeType, URL: f.Permalink,
	})
	if err == nil && f.Name != "" {
		read.Document.Title = f.Name // people know a file by its name, not by the title that a program once wrote into it
	}
	return read.Document, err
}

// fileError makes a failure that can be told where Slack refuses the file; what may pass is tried again by the queue.
func fileError(f File, err error) error {
	if passes(err) {
		return err
	}
	var status slack.StatusCodeError
	refused := errors.As(err, &status) && status.Code < 500 || strings.Contains(err.Error(), "token") // slack-go has no type for it
	if slackCode(err) == "" && !refused {
		return err
	}
	return &article.Error{Kind: article.Private, URL: f.Permalink, Err: err}
}

var errTooLarge = errors.New("larger than what is read")

// limitedBuffer refuses more than left bytes.
type limitedBuffer struct {
	bytes.Buffer
	left int64
}

func (l *limitedBuffer) Write(p []byte) (int, error) {
	if l.left -= int64(len(p)); l.left < 0 {
		return 0, errTooLarge
	}
	return l.Buffer.Write(p)
}
