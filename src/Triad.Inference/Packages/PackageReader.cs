using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Identity;
using Triad.Inference.Kinds;
using Triad.Inference.Onnx;

namespace Triad.Inference.Packages;

/// <summary>Reads a package's folder, and those of its members, and checks all of it that can be checked without running a graph.</summary>
internal sealed class PackageReader(ModelManifestReader manifests)
{
    private const int MaxManifestBytes = 1 << 20;
    private const int SpaceDigits = 16;

    /// <summary>A reader of the kinds that this version has, for tools that run without a host.</summary>
    public static PackageReader Create() =>
        new ServiceCollection().AddPackageKinds().BuildServiceProvider().GetRequiredService<PackageReader>();

    /// <summary>Reads a package.</summary>
    /// <returns>The content; or null and at least one problem.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public PackageContent? Read(string folder, List<PackageProblem> problems, CancellationToken cancellationToken) =>
        Read(new Place(folder, null, 0, new Dictionary<string, byte[]>(StringComparer.Ordinal)), problems, cancellationToken);

    private PackageContent? Read(Place place, List<PackageProblem> problems, CancellationToken cancellationToken)
    {
        var folder = place.Folder;
        if (PackageFiles.Read(folder, ModelManifest.FileName, MaxManifestBytes, problems) is not { } json)
            return null;
        var hash = Convert.ToHexStringLower(SHA256.HashData(json));
        if (place.Stated is not null && place.Stated != hash)
        {
            problems.Add(new PackageProblem(
                ModelManifest.FileName, "", $"has the SHA-256 {hash}, and the package that holds it states {place.Stated}",
                "Copy the package anew: the file was changed or damaged."));
            return null;
        }

        if (!manifests.TryRead(json, problems, out var manifest, out var plan))
            return null;
        var members = ReadMembers(place, manifest, problems, cancellationToken);
        var files = new PackageFiles(folder, manifest.Sha256, problems) { Members = members };
        if (place.Depth > 0)
            PackageMembers.CheckFiles(folder, manifest.Sha256.Keys.Append(ModelManifest.FileName), problems);
        var graphs = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var external = new HashSet<string>(StringComparer.Ordinal);
        foreach (var graph in plan.Graphs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (files.Read(graph.File) is not { } bytes)
                continue;

            // Copies of one graph, in several members, are kept once.
            if (!place.Known.TryAdd(manifest.Sha256[graph.File], bytes))
                bytes = place.Known[manifest.Sha256[graph.File]];
            graphs[graph.Name] = bytes;
            if (CheckGraph(files, graph, bytes, problems))
                external.Add(graph.Name);
        }

        if (members.Count == manifest.Members.Count)
            plan.Open(files);
        files.CheckOthers(cancellationToken);
        return problems.Count > 0
            ? null
            : new PackageContent(
                folder, manifest, plan, SpaceId.From($"{manifest.Id}@{hash[..SpaceDigits]}"), graphs, external) { Members = members };
    }

    private Dictionary<string, PackageContent> ReadMembers(
        Place place, ModelManifest manifest, List<PackageProblem> problems, CancellationToken cancellationToken)
    {
        var members = new Dictionary<string, PackageContent>(StringComparer.Ordinal);
        if (manifest.Members.Count > 0 && place.Depth == PackageMembers.Deepest)
        {
            problems.Add(new PackageProblem(
                ModelManifest.FileName, PackageMembers.Folder, $"lie deeper in each other than {PackageMembers.Deepest} packages",
                "Take the inner ones out."));
            return members;
        }

        foreach (var (name, hash) in manifest.Members)
        {
            if (!PackageMembers.IsInside(place.Folder, name, problems))
                continue;
            var found = new List<PackageProblem>();
            var folder = Path.Combine(place.Folder, PackageMembers.Folder, name);
            var inner = place with { Folder = folder, Stated = hash, Depth = place.Depth + 1 };
            if (Read(inner, found, cancellationToken) is { } content)
                members.Add(name, content);
            problems.AddRange(PackageMembers.Of(name, found));
        }

        return members;
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

    private sealed record Place(string Folder, string? Stated, int Depth, Dictionary<string, byte[]> Known);
}
