package playground

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
)

// newForm finds the first part of an upload's form that is a file, or else has a name.
func newForm(body io.Reader, boundary string) (io.Reader, error) {
	if boundary == "" {
		return nil, errNoFilePart
	}
	reader := multipart.NewReader(body, boundary)
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, errNoFilePart
		}
		if err != nil {
			return nil, fmt.Errorf("read upload: %w", err)
		}
		if part.FileName() != "" || part.FormName() == "file" {
			return part, nil
		}
	}
}
