package storetest

import (
	"errors"
	"testing"

	"github.com/footnote-bot/footnote/store"
)

func feedback(t *testing.T, db *database) {
	s, ctx := db.open(t, config()), t.Context()
	asked := ask(1, "10.1")
	accept(t, s, asked)
	add := func(person string, kind store.FeedbackKind, claim string) {
		must(t, s.AddFeedback(ctx, store.Feedback{Team: asked.Team, Key: asked.Key, Person: person, Kind: kind, Claim: claim}))
	}
	add("U1", store.Bad, "")
	add("U1", store.Good, "") // thought better of it
	add("U2", store.Bad, "")
	add("U1", store.NotSupported, "doc: the wall is blue")
	counts, err := s.Opinions(ctx, asked.Team, "")
	must(t, err)
	if own, err := s.Opinions(ctx, asked.Team, "U2"); err != nil || len(own) != 1 || own[store.Bad] != 1 {
		t.Errorf("opinions of U2 are %v, %v; want the bad one", own, err)
	}
	if counts[store.Good] != 1 || counts[store.Bad] != 1 || counts[store.NotSupported] != 1 {
		t.Errorf("opinions are %v, want one of each", counts)
	}
	withdrawn := func(team, claim string) bool {
		yes, err := s.Withdrawn(ctx, team, claim)
		must(t, err)
		return yes
	}
	if !withdrawn(asked.Team, "doc: the wall is blue") || withdrawn(asked.Team, "doc: the wall is red") || withdrawn("T2", "doc: the wall is blue") {
		t.Error("withdrawn is the claim of the team, and no other")
	}
	must(t, s.SaveReply(ctx, asked.Team, asked.Key, []byte("text")))
	must(t, s.ForgetReply(ctx, asked.Team, asked.Key))
	if _, err := s.Reply(ctx, asked.Team, asked.Key); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a forgotten reply is %v, want ErrNotFound", err)
	}
	if !withdrawn(asked.Team, "doc: the wall is blue") {
		t.Error("what was withdrawn came back when the reply was forgotten")
	}
}
