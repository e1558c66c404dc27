using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Triad.Core.Modality;
using Triad.Inference.Kinds.Fusion;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Evaluation.Checking;

/// <summary>
/// Runs a package's graphs on stored inputs at their stored lengths, all rows in one batch, with the masking tokens where a row lacks a modality: the
/// authors' evaluation, not the platform's, which leaves a missing modality out.
/// </summary>
internal sealed class GoldenRun(PackageContent content, OnnxSessionFactory sessions, IReadOnlyDictionary<string, NpyArray> inputs) : IDisposable
{
    private static readonly string[] Names = ["text", "video", "audio"];

    private readonly FusionManifest _manifest = ((FusionPlan)content.Plan).Manifest;
    private readonly Dictionary<Modalities, BatchTokens> _tokens = [];

    // Opened once: a large graph takes a while.
    private readonly Lazy<IBatchGraph> _fusion = new(() => sessions.Open(content, FusionGraphs.Describe(FusionGraph.Fusion, ((FusionPlan)content.Plan).Manifest)));

    /// <summary>The rows of the stored inputs.</summary>
    public int Rows { get; private set; }

    /// <summary>Tokens of all modalities.</summary>
    /// <exception cref="InvalidDataException">An input is missing or of another shape; the message names it.</exception>
    public void Tokenise()
    {
        var masking = ReadMasking();
        foreach (var modality in _manifest.Modalities.Parts())
        {
            var name = Names[modality.Index()];
            var mask = Input($"{name}_mask", 2);
            var tokens = Tokens(modality, Input(name, modality == Modalities.Video && _manifest.Video is not null ? 5 : 3));
            Rows = mask.Shape[0];
            _tokens[modality] = BatchTokens.Of(tokens, mask, masking?[modality.Index()], _manifest.TokenSize);
        }
    }

    /// <summary>1 for rows that have a modality, else 0.</summary>
    public NpyArray Present(Modalities modality) => new([Rows], [.. _tokens[modality].Present.Select(present => present ? 1f : 0f)]);

    /// <summary>The embeddings of a mask [rows, E]: of one modality its projection, of several the mean of the normalised ones.</summary>
    public NpyArray Embed(Modalities mask)
    {
        var parts = mask.Parts().Select(modality => (modality, tokens: _tokens[modality])).ToArray();
        var size = _manifest.EmbeddingSize;
        var graph = _fusion.Value;
        using var batch = new BatchBuffers(graph.Layout, Rows, parts.Sum(part => part.tokens.Length));
        for (var row = 0; row < Rows; row++)
            Fill(batch, row, parts);
        graph.Run(batch);
        var values = new float[Rows * size];
        for (var row = 0; row < Rows; row++)
        {
            foreach (var (modality, _) in parts)
            {
                var projected = batch.Output(row).Slice(modality.Index() * size, size);
                if (parts.Length > 1) TensorPrimitives.Divide(projected, TensorPrimitives.Norm<float>(projected) * parts.Length, projected);
                var sum = values.AsSpan(row * size, size);
                TensorPrimitives.Add(sum, projected, sum);
            }
        }

        return new NpyArray([Rows, size], values);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_fusion.IsValueCreated) _fusion.Value.Dispose();
    }

    private void Fill(BatchBuffers batch, int row, (Modalities Modality, BatchTokens Tokens)[] parts)
    {
        var tokens = batch.Floats(FusionGraphs.Tokens, row);
        var mask = batch.Floats(FusionGraphs.Mask, row);
        var pool = batch.Floats(FusionGraphs.Pool, row);
        pool.Clear();
        var start = 0;
        foreach (var (modality, part) in parts)
        {
            part.Row(row).CopyTo(tokens[(start * _manifest.TokenSize)..]);
            var own = part.MaskRow(row);
            own.CopyTo(mask[start..]);
            TensorPrimitives.Divide(own, TensorPrimitives.Sum(own), pool.Slice((modality.Index() * batch.Length) + start, part.Length));
            start += part.Length;
        }
    }

    private NpyArray Tokens(Modalities modality, NpyArray input)
    {
        var role = (FusionGraph)modality.Index();
        var layout = LayoutOf(role, input);
        if (!input.Shape.Skip(1).Select(size => (long)size).SequenceEqual(layout.Inputs[0].Shape(1)))
            throw new InvalidDataException($"{Names[modality.Index()]} has the shape ({string.Join(", ", input.Shape)}), and the graph takes [rows, {string.Join(", ", layout.Inputs[0].Shape(1))}]");
        using var graph = sessions.Open(content, FusionGraphs.Describe(role, _manifest) with { Layout = layout });
        using var batch = new BatchBuffers(layout, input.Shape[0], 1);
        if (layout.Inputs[0].Integer) TensorPrimitives.ConvertTruncating<float, long>(input.Values, batch.IntegerTensor(FusionGraphs.Content).Span);
        else input.Values.CopyTo(batch.FloatTensor(FusionGraphs.Content));
        graph.Run(batch);
        return new NpyArray([input.Shape[0], (int)layout.OutputShape(1)[0], _manifest.TokenSize], batch.OutputTensor.ToArray());
    }

    // The stored length, whatever the platform would pad to; of media or of features, as the package takes them.
    private GraphLayout LayoutOf(FusionGraph role, NpyArray input)
    {
        var length = input.Shape[role == FusionGraph.Audio ? 2 : 1];
        var (name, shape, tokens) = role switch
        {
            FusionGraph.Audio => ("mel", [_manifest.Audio!.MelBins, length], _manifest.Audio.TokenCount(length)),
            FusionGraph.Text when _manifest.Text is { } text => ("ids", [length, text.Width], length),
            FusionGraph.Video when _manifest.Video is { } video => ("frames", [length, 3, video.Height, video.Width], length / video.FramesPerToken),
            _ => ("features", (long[])[length, (role == FusionGraph.Text ? _manifest.TextFeatures : _manifest.VideoFeatures)!.Value], length),
        };
        return new GraphLayout([new GraphInput(name, name == "ids", _ => shape)], "tokens", _ => [tokens, _manifest.TokenSize], Pads: false);
    }

    private NpyArray Input(string name, int axes) =>
        !inputs.TryGetValue(name, out var array) ? throw new InvalidDataException($"{name} is missing among [{string.Join(", ", inputs.Keys)}]")
        : array.Shape.Length != axes ? throw new InvalidDataException($"{name} has the shape ({string.Join(", ", array.Shape)}), expected {axes} axes")
        : array;

    private float[][]? ReadMasking()
    {
        if (_manifest.Masking is not { } file) return null;
        var values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(content.Folder, file))).ToArray();
        return values.Length == FusionGraphs.Modalities * _manifest.TokenSize
            ? [.. values.Chunk(_manifest.TokenSize)]
            : throw new InvalidDataException($"{file} has {values.Length} numbers, expected {FusionGraphs.Modalities} tokens of {_manifest.TokenSize}");
    }
}
