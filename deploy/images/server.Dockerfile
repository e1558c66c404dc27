# syntax=docker/dockerfile:1
# Roles gateway and silo. From the root of the repository:
#   docker buildx build -f deploy/images/server.Dockerfile --platform linux/amd64,linux/arm64 --sbom=true --provenance=true -t triad/server:0.1.0 .
# Give the bases by digest in production: --build-arg RUNTIME=mcr.microsoft.com/dotnet/aspnet@sha256:...
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0-noble
ARG RUNTIME=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled

FROM --platform=$BUILDPLATFORM ${SDK} AS build
ARG TARGETARCH
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/Triad.Server -c Release -a "$TARGETARCH" --no-self-contained -p:RunAnalyzers=false -p:DebugType=none -o /out && \
    dotnet publish src/Triad.Cli -c Release -a "$TARGETARCH" --no-self-contained -p:RunAnalyzers=false -p:DebugType=none -o /out && \
    # These roles compute no embeddings: the runtime of the models stays out.
    rm -f /out/libonnxruntime*.so && \
    mkdir -p /empty

FROM ${RUNTIME} AS final
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="triad-server" \
      org.opencontainers.image.description="Triad: gateway and silo" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=build /out /app
COPY --from=build --chown=1654:1654 --chmod=700 /empty /var/lib/triad
ENV TRIAD_DATA=/var/lib/triad DOTNET_EnableDiagnostics=0
WORKDIR /app
USER 1654:1654
EXPOSE 7443 7480 7481 11111
ENTRYPOINT ["dotnet", "/app/Triad.Server.dll"]
