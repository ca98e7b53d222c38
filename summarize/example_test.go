package summarize_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/summarize"
)

// A model proposes two claims with the numbers of the sentences that carry them. The second has a figure that its
// sentence has not: it is left out, and what is shown is quoted from the document.
func ExampleEngine_Answer() {
	first, second := "The ferry will stop running on 30 April.", "It carried 41,200 passengers last year."
	doc := &article.Document{
		ID: "1", Title: "The ferry", Language: "en", Text: first + " " + second,
		Passages: []article.Passage{
			{Number: 1, Start: 0, End: len(first), Paragraph: 1},
			{Number: 2, Start: len(first) + 1, End: len(first) + 1 + len(second), Paragraph: 1},
		},
	}
	server := modeltest.New(modeltest.WithReader(modeltest.Say(`{"answerable":true,"claims":[
		{"text":"The ferry stops on 30 April.","passages":[1],"speaker":""},
		{"text":"It carried 50,000 passengers.","passages":[2],"speaker":""}]}`)))
	client, err := model.New(model.Config{BaseURL: "http://model.test/v1", Model: "any", Transport: server})
	if err != nil {
		fmt.Println(err)
		return
	}
	engine, err := summarize.New(summarize.Config{Model: client})
	if err != nil {
		fmt.Println(err)
		return
	}
	reply, err := engine.Answer(context.Background(), summarize.Request{
		Documents: []*article.Document{doc}, Question: "When does the ferry stop?",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, claim := range reply.Claims {
		fmt.Printf("%s\n> %s\n", claim.Text, claim.Citations[0].Quote())
	}
	for _, left := range reply.LeftOut {
		fmt.Printf("left out (%s): %s\n", left.Reason, strings.TrimSpace(left.Text))
	}
	// Output:
	// The ferry stops on 30 April.
	// > The ferry will stop running on 30 April.
	// left out (number): It carried 50,000 passengers.
}
