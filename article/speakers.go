package article

import "github.com/footnote-bot/footnote/article/internal/block"

func nameSpeakers(d *Document, paragraphs []paragraph) {}

func speakerLabel(b block.Block) (name, rest string, ok bool) { return "", "", false }

func cutLabel(text string) (name, rest string, ok bool) { return "", "", false }
