// Command footnote reads articles and answers with passages copied from them: as a Slack bot (serve), in a Slack of its
// own (playground), or on the command line (read, summarize, ask).
//
// One file a subcommand: it reads flags, builds what it needs (wire.go), calls one function and prints. Settings come
// from the environment or .env (settings.go). Here alone errors become exit codes: 0 done, abstaining too; 1 could not;
// 2 wrong usage.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	_ "time/tzdata" // schedules know their zones on machines without a database of them

	"github.com/alecthomas/kong"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50) // memory before speed: what people link to may be large on purpose
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], program{
		environ: os.Environ(), stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
	})
	stop()
	os.Exit(code)
}

// program is all that a run touches of the world.
type program struct {
	environ        []string
	stdin          io.Reader
	stdout, stderr io.Writer
}

// commands are the subcommands; the text of each tag is its help.
type commands struct {
	Serve      serveCmd      `cmd:"" help:"Run the bot: Socket Mode with SLACK_APP_TOKEN, HTTP with SLACK_SIGNING_SECRET, both with both."`
	Playground playgroundCmd `cmd:"" help:"Try the bot in a small Slack of its own, with a web page. Needs no account."`
	Read       readCmd       `cmd:"" help:"Show what is read from a link or file."`
	Summarize  summarizeCmd  `cmd:"" help:"Summarize a link or file, with passages copied from it."`
	Ask        askCmd        `cmd:"" help:"Answer a question from a link or file, or say that it does not say."`
	Check      checkCmd      `cmd:"" help:"Are the statements of a text supported by a link or file?"`
	MCP        mcpCmd        `cmd:"" name:"mcp" help:"Serve read, summarize, ask and check to other programs: an MCP server on standard input and output."`
	Digest     digestCmd     `cmd:"" help:"A digest of feeds, as Markdown or JSON."`
	Eval       evalCmd       `cmd:"" help:"Measure the engine on a JSONL file of questions."`
	Doctor     doctorCmd     `cmd:"" help:"Check settings, tokens, scopes, model and database, and say what to do."`
	Migrate    migrateCmd    `cmd:"" help:"Bring the database's schema up to date, take over another database, or encrypt anew."`
	Jobs       jobsCmd       `cmd:"" help:"List the queue's jobs, try one again, or cancel one."`
	Export     exportCmd     `cmd:"" help:"Print what is stored about a person, as JSON."`
	Manifest   manifestCmd   `cmd:"" help:"Print the manifest of the Slack app, ready to paste."`
	Health     healthCmd     `cmd:"" help:"Ask the process that serves at FOOTNOTE_HTTP_ADDR whether it lives, as the image's HEALTHCHECK does."`
	Version    versionCmd    `cmd:"" help:"Print the version."`
}

// errUsage marks an error as wrong usage: exit code 2.
var errUsage = errors.New("wrong usage")

// errTold marks an error that was already printed as a result: exit code 1 and no more words.
var errTold = errors.New("could not")

func run(ctx context.Context, args []string, p program) int {
	env, err := loadEnvironment(p.environ)
	if err != nil {
		fmt.Fprintln(p.stderr, "footnote:", err)
		return 2
	}
	var cli commands
	exited := false
	parser, err := kong.New(&cli, kong.Name("footnote"), kong.Writers(p.stdout, p.stderr), kong.Exit(func(int) { exited = true }),
		kong.Description("Footnote reads articles and answers with passages copied from them, word for word."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(p.stderr, "footnote:", err)
		return 1
	}
	parsed, err := parser.Parse(args)
	if exited { // help was asked for, and printed
		return 0
	}
	if err != nil {
		fmt.Fprintf(p.stderr, "footnote: %v\nTry: footnote --help\n", err)
		return 2
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	err = parsed.Run(&p, env)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errTold):
		return 1
	case errors.Is(err, errUsage):
		fmt.Fprintln(p.stderr, "footnote:", strings.TrimSuffix(err.Error(), ": "+errUsage.Error()))
		return 2
	}
	fmt.Fprintln(p.stderr, "footnote:", err)
	return 1
}
