using Microsoft.Extensions.Logging;
using Triad.Inference.Kinds.Remote.Forms;
using Triad.Inference.Packages;
using Triad.Inference.PlugIns;

namespace Triad.Inference.Kinds.Remote;

/// <summary>The kind <c>remote</c>: an endpoint behind HTTP embeds.</summary>
internal sealed class RemoteKind(PlugIns<IRemoteForm> forms, TimeProvider time, ILogger<RemoteKind> log) : IPackageKind
{
    /// <summary>The name.</summary>
    public const string KindName = "remote";

    /// <inheritdoc/>
    public string Name => KindName;

    /// <inheritdoc/>
    public IPackagePlan Read(ManifestObject root, ModelManifest manifest) =>
        new RemotePlan(manifest, RemoteManifestReader.Read(root, forms), time, log);
}
