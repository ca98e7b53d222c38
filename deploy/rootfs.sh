#!/bin/sh
# Makes the image's file system in an empty folder: the static program, certificates, a user without rights, a place for
# data, and the licences and the bill of materials of all that is in it. The Dockerfile runs it, and `make image-test`.
set -eu
cd "$(dirname "$0")/.."
root=$1
mkdir -p "$root/etc/ssl/certs" "$root/data" "$root/tmp" "$root/licenses"
CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o "$root/footnote" ./cmd/footnote
if [ -f footnote-encoder.bin ]; then cp footnote-encoder.bin "$root/"; fi
cp LICENSE NOTICE "$root/licenses/"
go run ./deploy/inventory -licenses "$root/licenses" -sbom "$root/sbom.cdx.json" "$root/footnote"
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
printf 'root:x:0:0::/:\nfootnote:x:65532:65532::/data:\n' >"$root/etc/passwd"
printf 'root:x:0:\nfootnote:x:65532:\n' >"$root/etc/group"
chmod 1777 "$root/tmp"
