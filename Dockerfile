FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /footnote ./cmd/footnote

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /footnote /footnote
# The sentence encoder lies beside the program where the build's folder holds it.
COPY LICENSE NOTICE footnote-encoder.bi[n] /
WORKDIR /data
VOLUME /data
ENV FOOTNOTE_HTTP_ADDR=0.0.0.0:8080 FOOTNOTE_LOG_FORMAT=json FOOTNOTE_CACHE_DIR=/data/cache
ENTRYPOINT ["/footnote"]
CMD ["serve"]
