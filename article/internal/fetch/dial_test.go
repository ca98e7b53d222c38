package fetch

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"
)

// lines connects as a table of addresses says: at once, never (until the context ends), or with an error.
func lines(table map[string]string) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, _, address string) (net.Conn, error) {
		switch table[address] {
		case "answers":
			conn, _ := net.Pipe()
			return labelled{conn, address}, nil
		case "silent":
			<-ctx.Done()
			return nil, ctx.Err()
		}
		return nil, errors.New("refused " + address)
	}
}

// labelled is a connection that knows where it leads.
type labelled struct {
	net.Conn
	address string
}

func TestAddressesRace(t *testing.T) {
	six, four := netip.MustParseAddrPort("[2606:4700::1]:443"), netip.MustParseAddrPort("93.184.215.14:443")
	tests := []struct {
		name      string
		six, four string
		want      string
		took      time.Duration
	}{
		{"the first answers", "answers", "answers", six.String(), 0},
		{"the first refuses", "refuses", "answers", four.String(), 0},
		{"the first is silent", "silent", "answers", four.String(), headStart},
		{"both refuse", "refuses", "refuses", "", 0},
		{"both are silent", "silent", "silent", "", 10 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := &dialer{connect: lines(map[string]string{six.String(): tt.six, four.String(): tt.four})}
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				defer cancel()
				began := time.Now()
				conn, err := d.race(ctx, "tcp", []target{{AddrPort: six}, {AddrPort: four}})
				took := time.Since(began)
				got := ""
				if err == nil {
					got = conn.(labelled).address
				}
				if got != tt.want || took != tt.took {
					t.Errorf("connected to %q after %v (%v), want %q after %v", got, took, err, tt.want, tt.took)
				}
			})
		})
	}
}
