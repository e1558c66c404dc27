using Triad.Inference.Packages;
using Triad.Inference.PlugIns;
using Triad.Inference.Pictures;
using Triad.Inference.Scheduling;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>Reads what model.json says of a package of the kind <c>dual-encoder</c>.</summary>
internal static class DualEncoderManifestReader
{
    private const int LongestText = 8192;
    private const int LongestName = 100;

    /// <summary>Reads the kind's fields; what is wrong is noted there.</summary>
    public static DualEncoderManifest Read(ManifestObject root, PlugIns<ITokenizerKind> tokenizers)
    {
        var graphs = root.Object("graphs");
        var (vision, text) = (graphs?.Object("video"), graphs?.Object("text"));
        var manifest = new DualEncoderManifest
        {
            EmbeddingSize = root.Integer("embedding_size", 1, 65_536),
            SegmentSeconds = root.Number("segment_seconds", 0.5, 3600),
            Pictures = PictureSettingsReader.Read(root.Object("video")),
            Tokenizer = ReadTokenizer(root.Object("text"), tokenizers),
            Vision = ReadGraph(vision),
            Text = ReadGraph(text),
            TextInputs = ReadInputs(text),
        };
        vision?.Close();
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

    private static TextInputs ReadInputs(ManifestObject? section) => section is null
        ? new TextInputs(TensorType.Int64, null, 0, null)
        : new TextInputs(
            section.Choice("ids", ("int64", TensorType.Int64), ("int32", TensorType.Int32)),
            section.Names.Contains("length") ? section.Integer("length", 1, LongestText) : null,
            section.Integer("pad_id", 0, int.MaxValue),
            section.Names.Contains("mask") ? section.Text("mask", LongestName) : null);

    private static ITokenizerPlan? ReadTokenizer(ManifestObject? section, PlugIns<ITokenizerKind> tokenizers)
    {
        if (section is null || !tokenizers.TryRead(section, "tokenizer", out var kind))
            return null;
        var plan = kind.Read(section);
        section.Close();
        if (plan.Width != 1)
            section.Note("tokenizer", $"gives {plan.Width} ids a word", "Use a tokenizer that gives one id a piece, such as hugging-face.");
        return plan;
    }
}
