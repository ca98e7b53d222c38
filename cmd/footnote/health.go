package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

type healthCmd struct{}

// Run asks the process that serves here whether it lives: an image without a shell has nothing else to ask it with.
func (healthCmd) Run(ctx context.Context, p *program, env environment) error {
	s, err := env.settings()
	if err != nil {
		return err
	}
	host, port, err := net.SplitHostPort(s.httpAddr)
	if err != nil {
		return fmt.Errorf("FOOTNOTE_HTTP_ADDR: %w", err)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/healthz", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("not healthy: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("not healthy: %s", resp.Status)
	}
	fmt.Fprintln(p.stdout, "ok")
	return nil
}
