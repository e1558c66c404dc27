using Triad.Inference.Packages;
using Triad.Inference.PlugIns;
using Triad.Inference.Pictures;
using Triad.Inference.Scheduling;
using Triad.Inference.Sound;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>Reads what model.json says of a package of the kind <c>dual-encoder</c>.</summary>
internal static class DualEncoderManifestReader
{
    private const int LongestText = 8192;
    private const int LongestName = 100;
    private const int MostFrames = 1024;
    private const int LargestKept = 65_535;

    /// <summary>Reads the kind's fields; what is wrong is noted there.</summary>
    public static DualEncoderManifest Read(ManifestObject root, PlugIns<ITokenizerKind> tokenizers, PlugIns<ISoundInputKind> sounds)
    {
        var graphs = root.Object("graphs");
        string[] named = [.. graphs?.Names ?? []];
        var (hasVision, hasHearing) = (named.Contains(DualEncoderGraphs.Vision), named.Contains(DualEncoderGraphs.Hearing));
        if (graphs is not null && !hasVision && !hasHearing)
            graphs.Note(DualEncoderGraphs.Vision, "is missing, and so is audio", "Give the graph of pictures, or that of sound, or both.");
        var vision = hasVision ? graphs!.Object(DualEncoderGraphs.Vision) : null;
        var hearing = hasHearing ? graphs!.Object(DualEncoderGraphs.Hearing) : null;
        var text = graphs?.Object(DualEncoderGraphs.Text);
        var manifest = new DualEncoderManifest
        {
            EmbeddingSize = root.Integer("embedding_size", 1, 65_536),
            SegmentSeconds = root.Number("segment_seconds", 0.5, 3600),
            Pictures = PictureSettingsReader.Read(root.ObjectWhere(hasVision, "video", "there is no graph of pictures")),
            Sound = ReadSound(root.ObjectWhere(hasHearing, "audio", "there is no graph of sound"), sounds),
            Tokenizer = TokenizerSection.Read(root.Object("text"), tokenizers),
            Vision = hasVision ? ReadGraph(vision) : null,
            Hearing = hasHearing ? ReadGraph(hearing) : null,
            Text = ReadGraph(text),
            TextInputs = ReadInputs(text),
            Temporal = root.Names.Contains(DualEncoderGraphs.Temporal)
                ? ReadHead(root.ObjectWhere(hasVision, DualEncoderGraphs.Temporal, "there is no graph of pictures"), "seqLSTM", "seqTransf")
                : null,
            Rerank = root.Names.Contains(DualEncoderGraphs.Rerank)
                ? ReadHead(root.ObjectWhere(hasVision, DualEncoderGraphs.Rerank, "there is no graph of pictures"), "tightTransf")
                : null,
        };
        if (manifest.Rerank is { } rerank && KeptFrames.SizeOf(rerank, manifest.EmbeddingSize) > LargestKept)
            root.Note(
                "rerank.max_frames", $"is {rerank.MaxFrames}, and so many frames of {manifest.EmbeddingSize} numbers are more than {LargestKept} numbers",
                "Give less.");
        vision?.Close();
        hearing?.Close();
        text?.Close();
        graphs?.Close();
        return manifest;
    }

    private static TowerGraph ReadGraph(ManifestObject? section) => section is null
        ? new TowerGraph("", "", "", BatchRule.Shared)
        : new TowerGraph(
            section.FileName("file"),
            section.Text("input", LongestName),
            section.Text("output", LongestName),
            section.Choice("batch", ("shared", BatchRule.Shared), ("alone", BatchRule.Alone), ("one", BatchRule.One)));

    private static FrameHead? ReadHead(ManifestObject? section, params string[] names)
    {
        if (section is null)
            return null;
        var head = new FrameHead(
            section.Choice("head", [.. names.Select(name => (name, name))]), section.FileName("file"),
                section.Integer("max_frames", 1, MostFrames));
        section.Close();
        return head;
    }

    private static TextInputs ReadInputs(ManifestObject? section) => section is null
        ? new TextInputs(TensorType.Int64, null, 0, null)
        : new TextInputs(
            section.Choice("ids", ("int64", TensorType.Int64), ("int32", TensorType.Int32)),
            section.Names.Contains("length") ? section.Integer("length", 1, LongestText) : null,
            section.Integer("pad_id", 0, int.MaxValue),
            section.Names.Contains("mask") ? section.Text("mask", LongestName) : null);

    private static ISoundInput? ReadSound(ManifestObject? section, PlugIns<ISoundInputKind> sounds)
    {
        if (section is null || !sounds.TryRead(section, "front_end", out var kind))
            return null;
        var sound = kind.Read(section);
        section.Close();
        return sound;
    }
}
