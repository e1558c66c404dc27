using System.Text.Json;
using System.Text.RegularExpressions;
using Triad.Core.LongInput;
using Triad.Core.Modality;

namespace Triad.Inference.Packages;

/// <summary>Reads and validates model.json. Every problem is noted, not only the first.</summary>
internal static partial class ModelManifestReader
{
    private const string FullMask = "full";
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8 };

    /// <summary>Reads a manifest.</summary>
    /// <returns>The manifest, or null where there are problems.</returns>
    public static ModelManifest? Read(ReadOnlyMemory<byte> json, List<PackageProblem> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                var manifest = Read(new ManifestObject("", document.RootElement, problems), problems);
                return problems.Count == 0 ? manifest : null;
            }

            problems.Add(new PackageProblem(ModelManifest.FileName, "", "is not a JSON object", "Write the package anew."));
        }
        catch (JsonException exception)
        {
            problems.Add(new PackageProblem(ModelManifest.FileName, "", $"is not JSON: {exception.Message}", "Write the package anew."));
        }

        return null;
    }

    private static ModelManifest Read(ManifestObject root, List<PackageProblem> problems)
    {
        root.Integer("format", ModelManifest.Format, ModelManifest.Format);
        ReadKind(root);
        var modalities = ReadModalities(root);
        var (full, stored) = ReadRepresentations(root, modalities);
        var text = Section(root, modalities, Modalities.Text, "text");
        var video = Section(root, modalities, Modalities.Video, "video");
        var (textFeatures, videoFeatures) = (FrontEndReader.ReadFeatures(text), FrontEndReader.ReadFeatures(video));
        var manifest = new ModelManifest
        {
            Id = ReadId(root),
            Licence = root.Text("licence"),
            Origin = root.Text("origin"),
            Modalities = modalities,
            EmbeddingSize = root.Integer("embedding_size", 1, 65_536),
            Pca = ReadPca(root),
            TokenSize = root.Integer("token_size", 1, 65_536),
            StoreFull = full,
            Stored = stored,
            SegmentSeconds = root.Number("segment_seconds", 0.5, 3600),
            LongInput = ReadLongInput(root),
            Text = textFeatures is null ? FrontEndReader.ReadText(text) : null,
            Video = videoFeatures is null ? FrontEndReader.ReadVideo(video) : null,
            Audio = FrontEndReader.ReadAudio(Section(root, modalities, Modalities.Audio, "audio")),
            TextFeatures = textFeatures,
            VideoFeatures = videoFeatures,
            Masking = root.Names.Contains("masking") ? ReadFileName(root, "masking") : null,
            Graphs = ReadGraphs(root, modalities),
            Sha256 = ReadHashes(root),
        };
        if (manifest.Pca?.Dimensions > manifest.EmbeddingSize)
            root.Note("pca.dimensions", $"is {manifest.Pca.Dimensions}, more than embedding_size {manifest.EmbeddingSize}", "Give at most embedding_size.");
        root.Close();
        CheckFiles(manifest, problems);
        return manifest;
    }

    private static ManifestObject? Section(ManifestObject root, Modalities modalities, Modalities single, string name) =>
        root.ObjectWhere(modalities.Contains(single), name, $"'modalities' lacks '{single.ToName()}'");

    private static string ReadId(ManifestObject root)
    {
        var id = root.Text("id", 64);
        if (id.Length > 0 && !IdForm().IsMatch(id))
            root.Note("id", $"is '{id}'", "Use 1 to 64 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter or digit.");
        return id;
    }

    private static void ReadKind(ManifestObject root)
    {
        var kind = root.Text("kind");
        if (kind == "dual-encoder")
            root.Note("kind", "is 'dual-encoder', whose graphs this version does not read", "Use a package of kind 'fusion'.");
        else if (kind is not ("fusion" or ""))
            root.Note("kind", $"is '{kind}'", "Use 'fusion'.");
    }

    private static Modalities ReadModalities(ManifestObject root)
    {
        var mask = Modalities.None;
        foreach (var name in root.Texts("modalities"))
        {
            var single = ModalitiesExtensions.Parse(name, "modalities");
            if (single is { IsOk: true, Value: var value } && value.Count() == 1)
                mask |= value;
            else
                root.Note("modalities", $"holds '{name}'", "Use t, v and a.");
        }

        return mask;
    }

    private static (bool Full, IReadOnlyList<Modalities> Stored) ReadRepresentations(ManifestObject root, Modalities modalities)
    {
        var names = root.Texts("representations");
        var stored = new List<Modalities>();
        foreach (var name in names.Where(name => name != FullMask))
        {
            var mask = ModalitiesExtensions.Parse(name, "representations");
            if (mask.IsOk && modalities.Contains(mask.Value))
                stored.Add(mask.Value);
            else
                root.Note("representations", $"holds '{name}'", "Use 'full' and masks of the package's modalities, such as 'va'.");
        }

        return (names.Contains(FullMask), stored);
    }

    private static PcaSettings? ReadPca(ManifestObject root)
    {
        if (!root.Names.Contains("pca") || root.Object("pca") is not { } section)
            return null;
        var settings = new PcaSettings(ReadFileName(section, "file"), section.Integer("dimensions", 1, 65_536));
        section.Close();
        return settings;
    }

    private static LongInputPolicy ReadLongInput(ManifestObject root)
    {
        if (root.Object("long_input") is not { } section)
            return LongInputPolicy.Default;
        var name = section.Text("strategy");
        var strategy = LongInputNames.Parse(name);
        if (strategy is null && name.Length > 0)
            section.Note("strategy", $"is '{name}'", $"Use one of {string.Join(", ", LongInputNames.All)}.");
        var maxTokens = section.Integer("max_tokens", LongInputPolicy.FewestTokens, LongInputPolicy.MostTokens);
        section.Close();
        return new LongInputPolicy(strategy ?? LongInputPolicy.Default.Strategy, maxTokens);
    }

    private static Dictionary<GraphRole, string> ReadGraphs(ManifestObject root, Modalities modalities)
    {
        var files = new Dictionary<GraphRole, string>();
        if (root.Object("graphs") is not { } graphs)
            return files;
        var wanted = modalities.Parts().Select(single => (GraphRole)single.Index()).Append(GraphRole.Fusion);
        foreach (var role in wanted)
        {
            if (graphs.Object(NameOf(role)) is not { } graph)
                continue;
            files[role] = ReadFileName(graph, "file");
            graph.Close();
        }

        graphs.Close();
        return files;
    }

    /// <summary>A file name without any folder: a package never reaches outside its folder.</summary>
    public static string ReadFileName(ManifestObject parent, string field)
    {
        var name = parent.Text(field, 100);
        if (name.Length > 0 && !IsFileName(name))
            parent.Note(
                field,
                $"is '{name}'",
                "Name a file in the package's folder by letters, digits, dot, underscore and hyphen, without any path.");
        return name;
    }

    /// <summary>True for a plain file name that stays in its folder.</summary>
    public static bool IsFileName(string name) => FileForm().IsMatch(name) && name != ModelManifest.FileName;

    /// <summary>The name of a graph in model.json.</summary>
    public static string NameOf(GraphRole role) => role switch
    {
        GraphRole.Text => "text",
        GraphRole.Video => "video",
        GraphRole.Audio => "audio",
        GraphRole.Fusion => "fusion",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    private static Dictionary<string, string> ReadHashes(ManifestObject root)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (root.Object("sha256") is not { } table)
            return hashes;
        foreach (var name in table.Names.ToArray())
        {
            var hash = table.Text(name, 64);
            if (!IsFileName(name))
                table.Note(name, "is not a plain file name", "Name a file in the package's folder, without any path.");
            else if (!HashForm().IsMatch(hash))
                table.Note(name, $"is '{hash}'", "Give 64 lower-case hexadecimal digits.");
            else
                hashes[name] = hash;
        }

        table.Close();
        return hashes;
    }

    private static void CheckFiles(ModelManifest manifest, List<PackageProblem> problems)
    {
        string?[] others = [manifest.Text?.Vocabulary, manifest.Masking, manifest.Pca?.File];
        var files = manifest.Graphs.Values.Concat(others.OfType<string>());
        foreach (var file in files.Where(file => IsFileName(file) && !manifest.Sha256.ContainsKey(file)))
            problems.Add(
                new PackageProblem(
                    ModelManifest.FileName, $"sha256.{file}", "is missing", "List the SHA-256 of every file that the package uses."));
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex FileForm();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex HashForm();
}
