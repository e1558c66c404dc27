using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Triad.Core.Modality;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>
/// Runs a fusion package's graphs on stored inputs at their stored lengths, all rows in one batch, with the masking tokens where a row lacks a modality: the
/// authors' evaluation, not the platform's, which leaves a missing modality out.
/// </summary>
internal sealed class StoredRun(
    FusionManifest manifest, PackageContent content, OnnxSessionFactory sessions, IReadOnlyDictionary<string, StoredArray> inputs) : IDisposable
{
    private static readonly string[] Names = ["text", "video", "audio"];

    private readonly Dictionary<Modalities, StoredTokens> _tokens = [];

    // Opened once: a large graph takes a while.
    private readonly Lazy<IBatchGraph> _fusion = new(() => sessions.Open(content, FusionGraphs.Describe(FusionGraph.Fusion, manifest)));

    /// <summary>The rows of the stored inputs.</summary>
    public int Rows { get; private set; }

    /// <summary>Tokens of all modalities.</summary>
    /// <exception cref="InvalidDataException">An input is missing or of another shape; the message names it.</exception>
    public void Tokenise()
    {
        var masking = ReadMasking();
        foreach (var modality in manifest.Modalities.Parts())
        {
            var name = Names[modality.Index()];
            var mask = Input($"{name}_mask", 2);
            var tokens = Tokens(modality, Input(name, modality == Modalities.Video && manifest.Video is not null ? 5 : 3));
            Rows = mask.Shape[0];
            _tokens[modality] = StoredTokens.Of(tokens, mask, masking?[modality.Index()], manifest.TokenSize);
        }
    }

    /// <summary>1 for rows that have a modality, else 0.</summary>
    public StoredArray Present(Modalities modality) => new([Rows], [.. _tokens[modality].Present.Select(present => present ? 1f : 0f)]);

    /// <summary>The embeddings of a mask [rows, E]: of one modality its projection, of several the mean of the normalised ones.</summary>
    public StoredArray Embed(Modalities mask)
    {
        var parts = mask.Parts().Select(modality => (modality, tokens: _tokens[modality])).ToArray();
        var size = manifest.EmbeddingSize;
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
                if (parts.Length > 1)
                    TensorPrimitives.Divide(projected, TensorPrimitives.Norm<float>(projected) * parts.Length, projected);
                var sum = values.AsSpan(row * size, size);
                TensorPrimitives.Add(sum, projected, sum);
            }
        }

        return new StoredArray([Rows, size], values);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_fusion.IsValueCreated)
            _fusion.Value.Dispose();
    }

    private void Fill(BatchBuffers batch, int row, (Modalities Modality, StoredTokens Tokens)[] parts)
    {
        var tokens = batch.Floats(FusionGraphs.Tokens, row);
        var mask = batch.Floats(FusionGraphs.Mask, row);
        var pool = batch.Floats(FusionGraphs.Pool, row);
        pool.Clear();
        var start = 0;
        foreach (var (modality, part) in parts)
        {
            part.Row(row).CopyTo(tokens[(start * manifest.TokenSize)..]);
            var own = part.MaskRow(row);
            own.CopyTo(mask[start..]);
            TensorPrimitives.Divide(own, TensorPrimitives.Sum(own), pool.Slice((modality.Index() * batch.Length) + start, part.Length));
            start += part.Length;
        }
    }

    private StoredArray Tokens(Modalities modality, StoredArray input)
    {
        var role = (FusionGraph)modality.Index();
        var layout = LayoutOf(role, input);
        if (!input.Shape.Skip(1).Select(size => (long)size).SequenceEqual(layout.Inputs[0].Shape(1)))
            throw new InvalidDataException($"{Names[modality.Index()]} has the shape ({string.Join(", ", input.Shape)}), and the graph takes [rows, {string.Join(", ", layout.Inputs[0].Shape(1))}]");
        using var graph = sessions.Open(content, FusionGraphs.Describe(role, manifest) with { Layout = layout });
        using var batch = new BatchBuffers(layout, input.Shape[0], 1);
        if (batch.Inputs[FusionGraphs.Content] is BatchTensor<long> ids)
            TensorPrimitives.ConvertTruncating<float, long>(input.Values, ids.All.Span);
        else
            input.Values.CopyTo(((BatchTensor<float>)batch.Inputs[FusionGraphs.Content]).All);
        graph.Run(batch);
        return new StoredArray([input.Shape[0], (int)layout.Outputs[0].Shape(1)[0], manifest.TokenSize], batch.Outputs[0].All.ToArray());
    }

    // The stored length, whatever the platform would pad to; of media or of features, as the package takes them.
    private GraphLayout LayoutOf(FusionGraph graph, StoredArray input)
    {
        var length = input.Shape[graph == FusionGraph.Audio ? 2 : 1];
        var (name, shape, tokens) = graph switch
        {
            FusionGraph.Audio => ("mel", [manifest.Audio!.MelBins, length], manifest.Audio.TokenCount(length)),
            FusionGraph.Text when manifest.Text is { } text => ("ids", [length, text.Width], length),
            FusionGraph.Video when manifest.Video is { } video => ("frames", [length, 3, video.Height, video.Width], length / video.FramesPerToken),
            _ => ("features", (long[])[length, (graph == FusionGraph.Text ? manifest.TextFeatures : manifest.VideoFeatures)!.Value], length),
        };
        var type = name == "ids" ? TensorType.Int64 : TensorType.Float32;
        return new GraphLayout([new GraphInput(name, type, _ => shape)], [new GraphOutput("tokens", _ => [tokens, manifest.TokenSize])], Pads: false);
    }

    private StoredArray Input(string name, int axes) =>
        !inputs.TryGetValue(name, out var array) ? throw new InvalidDataException($"{name} is missing among [{string.Join(", ", inputs.Keys)}]")
        : array.Shape.Length != axes ? throw new InvalidDataException($"{name} has the shape ({string.Join(", ", array.Shape)}), expected {axes} axes")
        : array;

    private float[][]? ReadMasking()
    {
        if (manifest.Masking is not { } file)
            return null;
        var values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(content.Folder, file))).ToArray();
        return values.Length == FusionGraphs.Modalities * manifest.TokenSize
            ? [.. values.Chunk(manifest.TokenSize)]
            : throw new InvalidDataException($"{file} has {values.Length} numbers, expected {FusionGraphs.Modalities} tokens of {manifest.TokenSize}");
    }
}
