using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Identity;
using Triad.Inference.Kinds;
using Triad.Inference.Onnx;

namespace Triad.Inference.Packages;

/// <summary>Reads a package's folder and checks all of it that can be checked without running a graph.</summary>
internal sealed class PackageReader(ModelManifestReader manifests)
{
    private const int MaxManifestBytes = 1 << 20;
    private const int SpaceDigits = 16;

    /// <summary>A reader of the kinds that this version has, for tools that run without a host.</summary>
    public static PackageReader Create() => new ServiceCollection().AddPackageKinds().BuildServiceProvider().GetRequiredService<PackageReader>();

    /// <summary>Reads a package.</summary>
    /// <returns>The content; or null and at least one problem.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public PackageContent? Read(string folder, List<PackageProblem> problems, CancellationToken cancellationToken)
    {
        if (PackageFiles.Read(folder, ModelManifest.FileName, MaxManifestBytes, problems) is not { } json)
            return null;
        if (!manifests.TryRead(json, problems, out var manifest, out var plan))
            return null;
        var files = new PackageFiles(folder, manifest.Sha256, problems);
        var graphs = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var external = new HashSet<string>(StringComparer.Ordinal);
        foreach (var graph in plan.Graphs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (files.Read(graph.File) is not { } bytes)
                continue;
            graphs[graph.Name] = bytes;
            if (CheckGraph(files, graph, bytes, problems))
                external.Add(graph.Name);
        }

        plan.Open(files);
        files.CheckOthers(cancellationToken);
        if (problems.Count > 0)
            return null;
        var space = SpaceId.From($"{manifest.Id}@{Convert.ToHexStringLower(SHA256.HashData(json))[..SpaceDigits]}");
        return new PackageContent(folder, manifest, plan, space, graphs, external);
    }

    /// <returns>True where weights lie in further files.</returns>
    private static bool CheckGraph(PackageFiles files, PackageGraph graph, byte[] bytes, List<PackageProblem> problems)
    {
        try
        {
            var model = OnnxModelReader.Read(bytes);
            GraphSignatureValidator.Validate(graph.File, model, graph.Signature, problems);
            ExternalDataValidator.Validate(files.Folder, graph.File, model.External, files.Hashes, problems);
            return model.External.Count > 0;
        }
        catch (InvalidDataException exception)
        {
            files.Note(graph.File, "", exception.Message.TrimEnd('.'), "Export the graph anew.");
            return false;
        }
    }
}
