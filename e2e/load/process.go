package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"
)

// process is a running program.
type process struct{ cmd *exec.Cmd }

// start runs the program and waits until a line of its output holds the words; it ends with ctx.
func start(ctx context.Context, all *sync.WaitGroup, binary, dir, words string, env map[string]string, args ...string) (*process, error) {
	p := &process{cmd: exec.CommandContext(ctx, binary, args...)}
	p.cmd.Dir = dir
	p.cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}
	for name, value := range env {
		p.cmd.Env = append(p.cmd.Env, name+"="+value)
	}
	read, write := io.Pipe()
	p.cmd.Stdout, p.cmd.Stderr = write, write
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	all.Go(func() {
		_ = p.cmd.Wait() // ended by us, or it shows in the output
		_ = write.Close()
	})
	ready := make(chan bool, 1)
	all.Go(func() {
		scan := bufio.NewScanner(read)
		scan.Buffer(make([]byte, 64<<10), 4<<20)
		for scan.Scan() {
			if strings.Contains(scan.Text(), words) {
				select {
				case ready <- true:
				default:
				}
			}
			if strings.Contains(scan.Text(), "level=WARN") || strings.Contains(scan.Text(), "level=ERROR") {
				fmt.Fprintln(os.Stderr, args[0]+":", scan.Text())
			}
		}
		_, _ = io.Copy(io.Discard, read)
		close(ready)
	})
	select {
	case up := <-ready:
		if !up {
			return nil, fmt.Errorf("%v ended", args)
		}
	case <-time.After(time.Minute):
		return nil, fmt.Errorf("%v did not say %q", args, words)
	}
	return p, nil
}

// memory is the most that the process held, in bytes.
func (p *process) memory() int64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.ParseInt(strings.Fields(value)[0], 10, 64)
			if err != nil {
				return 0
			}
			return kb << 10
		}
	}
	return 0
}

// cpuOf is the time that processes took of the cores.
func cpuOf(all []*process) (sum time.Duration) {
	const tick = 10 * time.Millisecond // USER_HZ is 100 on every Linux that Go runs on
	for _, p := range all {
		data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
		if err != nil {
			continue
		}
		_, after, _ := strings.Cut(string(data), ") ")
		fields := strings.Fields(after)
		for _, i := range []int{11, 12} { // utime and stime
			if n, err := strconv.ParseInt(fields[i], 10, 64); err == nil {
				sum += time.Duration(n) * tick
			}
		}
	}
	return sum
}
