package pdf

import (
	"context"
	"sync/atomic"

	"github.com/tetratelabs/wazero/experimental"
)

// How much memory the engine holds for one file, in bytes. It begins with 18 MB, and files of some hundred pages need no
// more.
const (
	usualMemory = 24 << 20
	mostMemory  = 64 << 20
)

// memories gives the engine its memory. wazero's own grows by copying, and left copies of many sizes for the collector:
// 780 MB of them for one file within a bound of 192 MB.
type memories struct {
	refused atomic.Int64 // how often the engine asked for more than the most
}

func (m *memories) in(ctx context.Context) context.Context {
	return experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(func(_, _ uint64) experimental.LinearMemory {
		return &memory{of: m}
	}))
}

// memory is that of one file: it moves once at most. It lies on Go's heap, so that an engine that is killed while it runs
// touches nobody else's.
type memory struct {
	of    *memories
	bytes []byte
}

// Reallocate gives size bytes, or nil.
func (m *memory) Reallocate(size uint64) []byte {
	switch {
	case size > mostMemory:
		m.of.refused.Add(1)
		return nil
	case size > uint64(cap(m.bytes)):
		room := uint64(usualMemory)
		if size > room {
			room = mostMemory
		}
		moved := make([]byte, size, room)
		copy(moved, m.bytes)
		m.bytes = moved
	default:
		m.bytes = m.bytes[:size]
	}
	return m.bytes
}

// Free does nothing: who was reading may still be.
func (m *memory) Free() {}
