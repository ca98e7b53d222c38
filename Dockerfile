FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# What the image holds is made by one script, which `make image-test` runs too.
RUN deploy/rootfs.sh /rootfs

FROM scratch
COPY --from=build --chown=65532:65532 /rootfs/data /data
COPY --from=build /rootfs /
USER 65532:65532
WORKDIR /data
VOLUME /data
ENV FOOTNOTE_HTTP_ADDR=0.0.0.0:8080 FOOTNOTE_LOG_FORMAT=json FOOTNOTE_CACHE_DIR=/data/cache
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["/footnote", "health"]
ENTRYPOINT ["/footnote"]
CMD ["serve"]
