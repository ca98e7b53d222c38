#!/bin/sh
# Starts the program as the image does, without a container engine: in a root file system made by the image's steps, as its
# user, beside nothing else. It must become ready and answer what HEALTHCHECK asks. Needs Linux and root.
set -eu
cd "$(dirname "$0")/.."
root=$(mktemp -d)
pids=''
finish() {
	for pid in $pids; do kill "$pid" 2>/dev/null || true; done
	wait
	rm -rf "$root"
}
trap finish EXIT
chmod 755 "$root"
deploy/rootfs.sh "$root"
if ldd "$root/footnote" >/dev/null 2>&1; then
	echo "the program is not static" >&2
	exit 1
fi
chown 65532:65532 "$root/data"
slack=127.0.0.1:${SLACK_PORT:-18090} http=127.0.0.1:${HTTP_PORT:-18080}

# inside runs a command with the image's settings and those in $more, and nothing of ours.
inside() {
	# shellcheck disable=SC2086 # a list of settings
	exec env -i HOME=/data FOOTNOTE_CACHE_DIR=/data/cache FOOTNOTE_LOG_FORMAT=json FOOTNOTE_METRICS_ADDR=off FOOTNOTE_HTTP_ADDR="$http" \
		DATABASE_URL=/data/footnote.db ${more:-} /usr/bin/unshare --mount --uts --ipc \
		/usr/sbin/chroot --userspec=65532:65532 "$root" "$@"
}
# ready waits until a file says so.
ready() {
	tries=0
	until grep -q ready "$1"; do
		tries=$((tries + 1))
		if [ $tries -ge 300 ]; then
			cat "$1" >&2
			exit 1
		fi
		sleep 0.2
	done
}

(inside /footnote version)
(inside /footnote playground --no-bot --addr "$slack" --env /data/slack.env) >"$root/slack.log" 2>&1 &
pids="$pids $!"
ready "$root/slack.log"
if (inside /footnote health); then
	echo "healthy before it was started" >&2
	exit 1
fi
more=$(grep -v '^PLAYGROUND_' "$root/data/slack.env" | tr -d '"')
(inside /footnote serve) >"$root/serve.log" 2>&1 &
pids="$pids $!"
ready "$root/serve.log"
(inside /footnote health)
echo "licences: $(ls "$root/licenses" | wc -l), size: $(du -sh "$root" | cut -f1)"
