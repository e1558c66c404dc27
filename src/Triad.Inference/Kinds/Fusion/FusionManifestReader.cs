using Triad.Core.LongInput;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.PlugIns;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>Reads what model.json says of a package of the kind <c>fusion</c>.</summary>
internal static class FusionManifestReader
{
    /// <summary>Reads the kind's fields; what is wrong is noted there.</summary>
    public static FusionManifest Read(ManifestObject root, PlugIns<ITokenizerKind> tokenizers)
    {
        var modalities = ReadModalities(root);
        var (full, stored) = StoredMasks.Read(root, modalities);
        var text = Section(root, modalities, Modalities.Text, "text");
        var video = Section(root, modalities, Modalities.Video, "video");
        var (textFeatures, videoFeatures) = (FrontEndReader.ReadFeatures(text), FrontEndReader.ReadFeatures(video));
        var manifest = new FusionManifest
        {
            Modalities = modalities,
            EmbeddingSize = root.Integer("embedding_size", 1, 65_536),
            Pca = ReadPca(root),
            TokenSize = root.Integer("token_size", 1, 65_536),
            StoreFull = full,
            Stored = stored,
            SegmentSeconds = root.Number("segment_seconds", 0.5, 3600),
            LongInput = ReadLongInput(root),
            Text = textFeatures is null ? FrontEndReader.ReadText(text, tokenizers) : null,
            Video = videoFeatures is null ? FrontEndReader.ReadVideo(video) : null,
            Audio = FrontEndReader.ReadAudio(Section(root, modalities, Modalities.Audio, "audio")),
            TextFeatures = textFeatures,
            VideoFeatures = videoFeatures,
            Masking = root.Names.Contains("masking") ? root.FileName("masking") : null,
            Graphs = ReadGraphs(root, modalities),
        };
        if (manifest.Pca?.Dimensions > manifest.EmbeddingSize)
            root.Note("pca.dimensions", $"is {manifest.Pca.Dimensions}, more than embedding_size {manifest.EmbeddingSize}", "Give at most embedding_size.");
        return manifest;
    }

    private static ManifestObject? Section(ManifestObject root, Modalities modalities, Modalities single, string name) =>
        root.ObjectWhere(modalities.Contains(single), name, $"'modalities' lacks '{single.ToName()}'");

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

    private static PcaSettings? ReadPca(ManifestObject root)
    {
        if (!root.Names.Contains("pca") || root.Object("pca") is not { } section)
            return null;
        var settings = new PcaSettings(section.FileName("file"), section.Integer("dimensions", 1, 65_536));
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

    private static Dictionary<FusionGraph, string> ReadGraphs(ManifestObject root, Modalities modalities)
    {
        var files = new Dictionary<FusionGraph, string>();
        if (root.Object("graphs") is not { } graphs)
            return files;
        var wanted = modalities.Parts().Select(single => (FusionGraph)single.Index()).Append(FusionGraph.Fusion);
        foreach (var role in wanted)
        {
            if (graphs.Object(FusionGraphs.NameOf(role)) is not { } graph)
                continue;
            files[role] = graph.FileName("file");
            graph.Close();
        }

        graphs.Close();
        return files;
    }
}
