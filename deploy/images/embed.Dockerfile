# syntax=docker/dockerfile:1
# Role embed on the CPU: Debian with FFmpeg and the sandbox's tools. From the root of the repository:
#   docker buildx build -f deploy/images/embed.Dockerfile --platform linux/amd64,linux/arm64 --sbom=true --provenance=true -t triad/embed:0.1.0 .
# Give the bases by digest in production: --build-arg BASE=debian@sha256:...
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0-noble
ARG RUNTIME=mcr.microsoft.com/dotnet/aspnet:10.0-noble
ARG BASE=debian:trixie-slim

FROM --platform=$BUILDPLATFORM ${SDK} AS build
ARG TARGETARCH
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/Triad.Server -c Release -a "$TARGETARCH" --no-self-contained -p:RunAnalyzers=false -p:DebugType=none -o /out && \
    dotnet publish src/Triad.Cli -c Release -a "$TARGETARCH" --no-self-contained -p:RunAnalyzers=false -p:DebugType=none -o /out && \
    rm -f models/triad-mini/weights.pt && mkdir -p /packages && cp -r models/triad-mini /packages/

FROM ${RUNTIME} AS runtime

FROM ${BASE} AS final
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="triad-embed" \
      org.opencontainers.image.description="Triad: embedding on the CPU" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
RUN apt-get update && \
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        bubblewrap ca-certificates ffmpeg libssl3 libstdc++6 util-linux && \
    # Drivers of screens, a third of what FFmpeg brings: it opens them only to draw on one.
    dpkg --purge --force-depends $(dpkg-query -W -f '${Package}\n' 'libllvm*' mesa-libgallium libgl1-mesa-dri 'libz3-*' 2>/dev/null) && \
    rm -rf /var/lib/apt/lists/* /var/cache/apt /var/log/apt && \
    groupadd --gid 1654 app && useradd --uid 1654 --gid 1654 --no-create-home --shell /usr/sbin/nologin app && \
    install -d -o 1654 -g 1654 -m 700 /var/lib/triad
COPY --from=runtime /usr/share/dotnet /usr/share/dotnet
COPY --from=build /packages /opt/triad/models
COPY --from=build /out /app
ENV PATH=/usr/share/dotnet:$PATH DOTNET_ROOT=/usr/share/dotnet \
    TRIAD_DATA=/var/lib/triad TRIAD_MODELS=/opt/triad/models DOTNET_EnableDiagnostics=0
WORKDIR /app
USER 1654:1654
EXPOSE 7480 11111
ENTRYPOINT ["dotnet", "/app/Triad.Server.dll"]
