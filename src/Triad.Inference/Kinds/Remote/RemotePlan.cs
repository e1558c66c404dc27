using Microsoft.Extensions.Logging;
using Triad.Core.Embedding;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Remote;

/// <summary>One remote package: nothing of it runs here, and its endpoint is asked once before it is used.</summary>
internal sealed class RemotePlan(ModelManifest package, RemoteManifest manifest, TimeProvider time, ILogger log) : IPackagePlan
{
    private float[]? _fingerprint;

    /// <summary>What model.json says of the kind.</summary>
    public RemoteManifest Manifest => manifest;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => manifest.Fingerprint is { } file ? [file] : [];

    /// <inheritdoc/>
    public IReadOnlyList<PackageGraph> Graphs => [];

    /// <inheritdoc/>
    public void Open(PackageFiles files)
    {
        if (manifest.Fingerprint is not { } file || files.Read(file) is not { } bytes)
            return;
        _fingerprint = RemoteFingerprint.Read(bytes);
        if (_fingerprint?.Length != manifest.EmbeddingSize)
            files.Note(file, "", $"is no list of {manifest.EmbeddingSize} numbers", "Make the package anew.");
    }

    /// <inheritdoc/>
    public async Task<IEmbedder?> BuildAsync(LoadedPackage opened, List<PackageProblem> problems, CancellationToken cancellationToken)
    {
        RemoteClient? client = new RemoteClient(package.Id, manifest.Endpoint, manifest.EmbeddingSize, time, log);
        try
        {
            var answer = await client.SendAsync([RemoteProbe.Of(manifest.Modalities, manifest.SampleRate)], cancellationToken)
                .ConfigureAwait(false);
            if (!answer.IsOk)
                problems.Add(new PackageProblem(
                    ModelManifest.FileName, answer.Error.Field ?? "endpoint", answer.Error.Message.TrimEnd('.'),
                    answer.Error.Remedy ?? "Look at the server."));
            else if (_fingerprint is { } known && !RemoteFingerprint.IsSame(known, answer.Value[0]))
                problems.Add(new PackageProblem(
                    manifest.Fingerprint!, "", "has another vector than the endpoint gives: another model is behind the address",
                    "Let it serve the model that the package was made with, or make a package of the new one."));
            if (problems.Count == 0)
                return new RemoteEmbedder(opened, manifest, Kept(ref client), time);
            return null;
        }
        finally
        {
            client?.Dispose();
        }
    }

    // The embedder disposes it from here on.
    private static RemoteClient Kept(ref RemoteClient? client)
    {
        var kept = client!;
        client = null;
        return kept;
    }
}
