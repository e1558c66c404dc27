using Triad.Inference.Packages;
using Triad.Inference.PlugIns;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Text;

/// <summary>Reads what model.json says of a package of the kind <c>text</c>.</summary>
internal static class TextManifestReader
{
    private const int LongestPrompt = 1000;

    /// <summary>Reads the kind's fields; what is wrong is noted there.</summary>
    public static TextManifest Read(ManifestObject root, PlugIns<ITokenizerKind> tokenizers)
    {
        var prompts = root.Names.Contains("prompts") ? root.Object("prompts") : null;
        var graph = root.Object("graph");
        var manifest = new TextManifest
        {
            EmbeddingSize = root.Integer("embedding_size", 1, 65_536),
            SegmentSeconds = root.Number("segment_seconds", 0.5, 3600),
            Tokenizer = TokenizerSection.Read(root.Object("text"), tokenizers),
            Pooling = ReadPooling(root),
            QueryPrompt = Prompt(prompts, "query"),
            DocumentPrompt = Prompt(prompts, "document"),
            Graph = graph?.FileName("file") ?? "",
            Output = graph?.Text("output", 100) ?? "",
            TokenTypes = graph?.Truth("token_types") ?? false,
            PadId = graph?.Integer("pad_id", 0, int.MaxValue) ?? 0,
            Alone = graph?.Truth("alone") ?? false,
        };
        prompts?.Close();
        graph?.Close();
        return manifest;
    }

    private static Pooling ReadPooling(ManifestObject root)
    {
        var name = root.Text("pooling");
        switch (name)
        {
            case "mean":
                return Pooling.Mean;
            case "cls":
                return Pooling.Cls;
            case "":
                break;
            default:
                root.Note("pooling", $"is '{name}'", "Use mean or cls.");
                break;
        }

        return Pooling.Mean;
    }

    private static string Prompt(ManifestObject? prompts, string name) =>
        prompts is not null && prompts.Names.Contains(name) ? prompts.Text(name, LongestPrompt) : "";
}
