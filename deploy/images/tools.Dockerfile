# syntax=docker/dockerfile:1
# The command line tool with a shell, for the chart's jobs and tests; it has a package and the samples. From the root of the repository:
#   docker buildx build -f deploy/images/tools.Dockerfile --platform linux/amd64,linux/arm64 --sbom=true --provenance=true -t triad/tools:0.1.0 .
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0-noble
ARG RUNTIME=mcr.microsoft.com/dotnet/aspnet:10.0-noble

FROM --platform=$BUILDPLATFORM ${SDK} AS build
ARG TARGETARCH
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/Triad.Cli -c Release -a "$TARGETARCH" --no-self-contained -p:RunAnalyzers=false -p:DebugType=none -o /out && \
    rm -f models/triad-mini/weights.pt && mkdir -p /packages && cp -r models/triad-mini /packages/ && \
    printf '#!/bin/sh\nexec dotnet /app/triad.dll "$@"\n' >/triad && chmod 755 /triad

FROM ${RUNTIME} AS final
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="triad-tools" \
      org.opencontainers.image.description="Triad: the command line tool" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=build /triad /usr/local/bin/triad
COPY --from=build /packages /opt/triad/models
COPY --from=build /source/samples /opt/triad/samples
COPY --from=build /out /app
ENV DOTNET_EnableDiagnostics=0
WORKDIR /tmp
USER 1654:1654
ENTRYPOINT ["/usr/local/bin/triad"]
