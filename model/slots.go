package model

import (
	"context"

	"golang.org/x/sync/semaphore"
)

// Slots bound how many calls are under way at once. Who waits for one gets it in the order of coming.
type Slots struct{ free *semaphore.Weighted }

// NewSlots makes n slots; fewer than one means one.
func NewSlots(n int) *Slots { return &Slots{semaphore.NewWeighted(int64(max(n, 1)))} }

// take waits for a slot; false where ctx ends before.
func (s *Slots) take(ctx context.Context) bool {
	return s == nil || s.free.Acquire(ctx, 1) == nil
}

func (s *Slots) give() {
	if s != nil {
		s.free.Release(1)
	}
}
