package store

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// What can be wrong with a text that was sealed.
var (
	ErrNoKey    = errors.New("this database holds encrypted texts: set FOOTNOTE_ENCRYPTION_KEY")
	ErrWrongKey = errors.New("encrypted with another FOOTNOTE_ENCRYPTION_KEY, or damaged")
)

// Stored texts: "sealed:1:" and base64 of nonce and AES-256-GCM; "bytes:" and base64 of what Postgres takes for no text;
// "plain:" and the text where it would be taken for one of these; else the text as it is. So a key can be set later, and
// what was stored before stays readable.
const (
	sealedMark = "sealed:1:"
	bytesMark  = "bytes:"
	plainMark  = "plain:"
)

var encoding = base64.RawStdEncoding

// box seals texts, each to the place where it is stored, so that no value can stand in for another. A box without a key
// stores them as they are.
type box struct {
	aead  cipher.AEAD // nil without a key
	names []byte      // key of the hashes that stand for addresses
}

func newBox(secret string) (*box, error) {
	if secret == "" {
		return &box{}, nil
	}
	derive := func(purpose string) ([]byte, error) {
		return hkdf.Key(sha256.New, []byte(secret), nil, "footnote store "+purpose, 32)
	}
	key, err := derive("texts")
	if err != nil {
		return nil, fmt.Errorf("encryption key: %w", err)
	}
	names, err := derive("names")
	if err != nil {
		return nil, fmt.Errorf("encryption key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("encryption key: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("encryption key: %w", err)
	}
	return &box{aead: aead, names: names}, nil
}

// seal gives what is stored for a text at a place, which names table and row.
func (b *box) seal(place, text string) string {
	if b.aead == nil || text == "" {
		return plain(text)
	}
	nonce := make([]byte, b.aead.NonceSize(), b.aead.NonceSize()+len(text)+b.aead.Overhead())
	rand.Read(nonce) // never fails (crypto/rand)
	sealed := b.aead.Seal(nonce, nonce, []byte(text), []byte(place))
	return sealedMark + encoding.EncodeToString(sealed)
}

func plain(text string) string {
	switch {
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return bytesMark + encoding.EncodeToString([]byte(text))
	case strings.HasPrefix(text, sealedMark), strings.HasPrefix(text, bytesMark), strings.HasPrefix(text, plainMark):
		return plainMark + text
	}
	return text
}

// open gives the text back.
func (b *box) open(place, stored string) (string, error) {
	if text, ok := strings.CutPrefix(stored, plainMark); ok {
		return text, nil
	}
	if encoded, ok := strings.CutPrefix(stored, bytesMark); ok {
		text, err := encoding.DecodeString(encoded)
		return string(text), err
	}
	encoded, ok := strings.CutPrefix(stored, sealedMark)
	if !ok {
		return stored, nil
	}
	if b.aead == nil {
		return "", ErrNoKey
	}
	sealed, err := encoding.DecodeString(encoded)
	if err != nil || len(sealed) < b.aead.NonceSize() {
		return "", ErrWrongKey
	}
	nonce, sealed := sealed[:b.aead.NonceSize()], sealed[b.aead.NonceSize():]
	text, err := b.aead.Open(nil, nonce, sealed, []byte(place))
	if err != nil {
		return "", ErrWrongKey
	}
	return string(text), nil
}

// name is the hash that stands for parts, so that neither addresses nor questions are readable as keys.
func (b *box) name(parts ...string) string {
	mac := hmac.New(sha256.New, b.names)
	for _, p := range parts {
		fmt.Fprintf(mac, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(mac.Sum(nil))
}

// checkKey compares the key with the one that the database was first used with, so that a wrong one is told at the start
// and not at the first text.
func (s *Store) checkKey(ctx context.Context) error {
	const want = "footnote"
	was, err := s.Setting(ctx, "", "", "encryption")
	if err != nil {
		return fmt.Errorf("encryption key: %w", err)
	}
	if was == want || s.box.aead == nil {
		return nil
	}
	if err := s.SetSetting(ctx, "", "", "encryption", want); err != nil {
		return fmt.Errorf("encryption key: %w", err)
	}
	return nil
}
