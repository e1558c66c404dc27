using Triad.Core.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.Pictures;
using Triad.Inference.PlugIns;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Staged;

/// <summary>Reads what model.json says of a package of the kind <c>staged</c>.</summary>
internal static class StagedManifestReader
{
    private const int Widest = 65_536;
    private const int MostFrames = 1024;
    private const double LongestVector = 1e6;

    /// <summary>Reads the kind's fields; what is wrong is noted there.</summary>
    public static StagedManifest Read(ManifestObject root, PlugIns<ITokenizerKind> tokenizers)
    {
        var audio = root.Object("audio");
        var manifest = new StagedManifest
        {
            EmbeddingSize = root.Integer("embedding_size", 1, Widest),
            SegmentSeconds = root.Number("segment_seconds", 0.5, 3600),
            Stored = ReadStored(root),
            Pictures = PictureSettingsReader.Read(root.Object("video")),
            FramesTaken = root.Names.Contains("frames_taken") ? root.Integer("frames_taken", 1, MostFrames) : null,
            SampleRate = audio?.Integer("sample_rate", 1000, 192_000) ?? 1000,
            SamplesPerTick = audio?.Integer("samples_per_tick", 1, 192_000) ?? 1,
            Tokenizer = TokenizerSection.Read(root.Object("text"), tokenizers),
            PadId = root.Integer("pad_id", 0, int.MaxValue),
            Sizes = ReadSizes(root.Object("sizes")),
            Graphs = ReadGraphs(root.Object("graphs")),
            Logits = ReadLogits(root.Object("logits")),
            Lengths = root.Names.Contains("lengths") ? ReadLengths(root.Object("lengths")) : new Dictionary<string, double>(),
        };
        audio?.Close();
        return manifest;
    }

    private static List<StagedHead> ReadStored(ManifestObject root)
    {
        var stored = new List<StagedHead>();
        foreach (var name in root.Texts("representations"))
            if (StagedSpaces.Stored.FirstOrDefault(head => head.Name == name) is { } head)
                stored.Add(head);
            else
                root.Note("representations", $"holds '{name}'", $"Use some of {string.Join(", ", StagedSpaces.Stored.Select(known => known.Name))}.");
        return stored;
    }

    private static StagedSizes ReadSizes(ManifestObject? section)
    {
        int Size(string name) => section?.Integer(name, 1, Widest) ?? 1;
        var sizes = new StagedSizes(Size("frame"), Size("codec"), Size("audio"), Size("video"), Size("text"));
        section?.Close();
        return sizes;
    }

    private static Dictionary<string, StageFile> ReadGraphs(ManifestObject? section)
    {
        var graphs = new Dictionary<string, StageFile>(StringComparer.Ordinal);
        foreach (var name in StagedGraphs.Names)
        {
            var graph = section?.Object(name);
            graphs[name] = graph is null ? new StageFile("", false) : new StageFile(graph.FileName("file"), graph.Truth("alone"));
            graph?.Close();
        }

        section?.Close();
        return graphs;
    }

    private static Dictionary<string, ScoreCalibration> ReadLogits(ManifestObject? section)
    {
        var logits = new Dictionary<string, ScoreCalibration>(StringComparer.Ordinal);
        foreach (var name in StagedSpaces.LogitPairs)
        {
            var pair = section?.Object(name);
            logits[name] = new ScoreCalibration((float)(pair?.Number("scale", 1e-6, 1e6) ?? 1), (float)(pair?.Number("bias", -1e6, 1e6) ?? 0));
            pair?.Close();
        }

        section?.Close();
        return logits;
    }

    private static Dictionary<string, double> ReadLengths(ManifestObject? section)
    {
        var lengths = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var stored in StagedSpaces.Stored)
            if (section is not null)
                lengths[stored.Name] = section.Number(stored.Name, 1e-6, LongestVector);
        section?.Close();
        return lengths;
    }
}
