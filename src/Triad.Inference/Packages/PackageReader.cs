using System.Security.Cryptography;
using System.Text;
using Triad.Core.Identity;
using Triad.Inference.Embedding;
using Triad.Inference.Onnx;

namespace Triad.Inference.Packages;

/// <summary>Reads a package's folder and checks all of it that can be checked without running a graph.</summary>
internal sealed class PackageReader
{
    private const int MaxManifestBytes = 1 << 20;
    private const int SpaceDigits = 16;

    private readonly string _folder;
    private readonly List<PackageProblem> _problems;
    private readonly HashSet<string> _hashed = new(StringComparer.Ordinal);

    private PackageReader(string folder, List<PackageProblem> problems) => (_folder, _problems) = (folder, problems);

    /// <summary>Reads a package.</summary>
    /// <returns>The content; or null and at least one problem.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PackageContent? Read(string folder, List<PackageProblem> problems, CancellationToken cancellationToken) =>
        new PackageReader(folder, problems).Read(cancellationToken);

    private PackageContent? Read(CancellationToken cancellationToken)
    {
        if (ReadFile(ModelManifest.FileName, MaxManifestBytes) is not { } json)
            return null;
        if (ModelManifestReader.Read(json, _problems) is not { } manifest)
            return null;
        var graphs = new Dictionary<GraphRole, byte[]>();
        var external = new HashSet<GraphRole>();
        foreach (var (role, file) in manifest.Graphs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ReadHashed(manifest, file) is not { } bytes)
                continue;
            graphs[role] = bytes;
            if (CheckGraph(manifest, role, file, bytes))
                external.Add(role);
        }

        var vocabulary = manifest.Text is { } text ? ReadVocabulary(manifest, text) : [];
        var pca = manifest.Pca is { } settings ? ReadPca(manifest, settings) : null;
        foreach (var file in manifest.Sha256.Keys.Where(file => !_hashed.Contains(file)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            CheckHashOnly(manifest, file);
        }

        if (_problems.Count > 0)
            return null;
        var space = SpaceId.From($"{manifest.Id}@{Hex(SHA256.HashData(json))[..SpaceDigits]}");
        return new PackageContent(_folder, manifest, space, FrontEndKeyOf(manifest), graphs, external, vocabulary, pca);
    }

    private bool CheckGraph(ModelManifest manifest, GraphRole role, string file, byte[] bytes)
    {
        try
        {
            var model = OnnxModelReader.Read(bytes);
            GraphSignatureValidator.Validate(file, model, GraphSignature.Of(role, manifest), _problems);
            ExternalDataValidator.Validate(_folder, file, model.External, manifest.Sha256, _problems);
            return model.External.Count > 0;
        }
        catch (InvalidDataException exception)
        {
            Note(file, "", exception.Message.TrimEnd('.'), "Export the graph anew.");
            return false;
        }
    }

    private IReadOnlyList<string> ReadVocabulary(ModelManifest manifest, TextSettings text)
    {
        if (ReadHashed(manifest, text.Vocabulary) is not { } bytes)
            return [];
        var words = Encoding.UTF8.GetString(bytes).Split('\n');
        return words[^1].Length == 0 ? words[..^1] : words;
    }

    private PcaProjection? ReadPca(ModelManifest manifest, PcaSettings pca)
    {
        if (ReadHashed(manifest, pca.File) is not { } bytes)
            return null;
        var problem = PcaProjection.TryRead(bytes, manifest.EmbeddingSize, pca.Dimensions, out var projection);
        if (problem is not null)
            Note(pca.File, "pca", problem, "Fit it anew: python3 -m training.pca.");
        return projection;
    }

    private byte[]? ReadHashed(ModelManifest manifest, string file)
    {
        _hashed.Add(file);
        if (ReadFile(file, Array.MaxLength) is not { } bytes)
            return null;
        CompareHash(manifest, file, Hex(SHA256.HashData(bytes)));
        return bytes;
    }

    private void CheckHashOnly(ModelManifest manifest, string file)
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(_folder, file));
            CompareHash(manifest, file, Hex(SHA256.HashData(stream)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            NoteUnreadable(file, exception);
        }
    }

    private void CompareHash(ModelManifest manifest, string file, string found)
    {
        if (manifest.Sha256[file] != found)
            Note(
                file,
                "",
                $"has the SHA-256 {found}, and model.json states {manifest.Sha256[file]}",
                "Copy the package anew: the file was changed or damaged.");
    }

    private byte[]? ReadFile(string file, long maxBytes)
    {
        try
        {
            var path = Path.Combine(_folder, file);
            var length = new FileInfo(path).Length;
            if (length <= maxBytes)
                return File.ReadAllBytes(path);
            Note(file, "", $"has {length} bytes, more than {maxBytes}", "Keep large weights in external data files.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            NoteUnreadable(file, exception);
        }

        return null;
    }

    private void NoteUnreadable(string file, Exception exception)
    {
        if (exception is FileNotFoundException or DirectoryNotFoundException)
            Note(file, "", "is missing", "Copy the package anew, with all its files.");
        else
            Note(file, "", "cannot be read", "Let the platform's user read the package's folder.");
    }

    private void Note(string file, string field, string message, string remedy) =>
        _problems.Add(new PackageProblem(file, field, message, remedy));

    // Settings are records of plain values, whose text form names every one of them.
    private static string FrontEndKeyOf(ModelManifest manifest)
    {
        var backbones = manifest.Graphs.Where(graph => graph.Key != GraphRole.Fusion).OrderBy(graph => graph.Key)
            .Select(graph => $"{graph.Key}:{manifest.Sha256[graph.Value]}");
        var video = manifest.Video is { } v
            ? FormattableString.Invariant(
                $"{v.FrameRate};{v.FramesPerToken};{v.Width};{v.Height};{string.Join(',', v.Mean)};{string.Join(',', v.Std)}")
            : "";
        var words = manifest.Text is { } t ? manifest.Sha256[t.Vocabulary] : "";
        var settings = FormattableString.Invariant($"{string.Join(';', backbones)}|{manifest.Text}|{words}|{video}|{manifest.Audio}");
        return Hex(SHA256.HashData(Encoding.UTF8.GetBytes(settings)))[..SpaceDigits];
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
