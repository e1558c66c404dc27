using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.LongInput;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Testing.Embedding;

/// <summary>
/// Stands for a model where a test is not about the model: a modality's embedding is a direction drawn from the hash of its content, so that equal content
/// finds itself and other content does not. Words beginning with "zz" are unknown to it.
/// </summary>
public sealed class HashEmbedder : IEmbedder
{
    /// <summary>Numbers in a vector.</summary>
    public const int Dimension = 64;

    /// <summary>The package's id.</summary>
    public const string Package = "hash";

    /// <inheritdoc/>
    public ModelInfo Model { get; init; } = new(
        Package,
        SpaceId.From("hash@0123456789abcdef"),
        Dimension,
        Modalities.All,
        CanFuse: true,
        new DecodeSettings(2, 8, 8, 16_000, TimeSpan.FromSeconds(8), TimeSpan.FromHours(1)),
        StoreFull: true,
        [Modalities.Text, Modalities.Video, Modalities.Audio],
        "hash");

    /// <inheritdoc/>
    public int QueueDepth { get; set; }

    /// <summary>Awaited before each answer: a test holds work back with it.</summary>
    public Func<CancellationToken, Task> Gate { get; set; } = _ => Task.CompletedTask;

    /// <inheritdoc/>
    public TextNotice Read(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var unknown = words.Where(word => word.StartsWith("zz", StringComparison.Ordinal)).Distinct().ToList();
        return new TextNotice(words.Length - unknown.Count, unknown, 0);
    }

    /// <inheritdoc/>
    public async Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken)
    {
        await Gate(cancellationToken);
        return new EmbedResponse([.. request.Items.Select(Embed)], TimeSpan.FromMilliseconds(request.Items.Count));
    }

    // Representations of one mask share its vector, as in a fusion model.
    private static ItemEmbedding Embed(EmbedItem item)
    {
        var byMask = item.Representations.Select(name => MaskOf(item, name)).Distinct().ToDictionary(mask => mask, mask => Embed(item.Parts, mask));
        return new ItemEmbedding(
            item.Representations.ToDictionary(name => name, name => byMask[MaskOf(item, name)]),
            item.KeepLogMel ? LogMelOf(item.Parts) : null)
        {
            Tokens =
            [
                .. from part in item.Parts
                   from modality in (part.Mask & item.KeepTokens).Parts()
                   select new TokenRun(modality, Dimension, Direction(part, modality)),
            ],
        };
    }

    private static Modalities MaskOf(EmbedItem item, RepresentationName name) => item.Role == EmbedRole.Query || name == RepresentationName.Full
        ? item.Mask
        : name.Mask;

    private static LogMel? LogMelOf(IReadOnlyList<EmbedPart> parts) =>
        parts.FirstOrDefault(part => part.Audio is not null)?.Audio is { } sound
            ? new LogMel(sound.Samples.ToArray().Select(sample => (Half)sample).ToArray(), 1, sound.Samples.Length)
            : null;

    private static EmbeddingVector Embed(IReadOnlyList<EmbedPart> parts, Modalities mask)
    {
        var byModality = new Dictionary<Modalities, float[]>();
        foreach (var modality in mask.Parts())
        {
            var sum = new float[Dimension];
            foreach (var part in parts.Where(part => part.Mask.Contains(modality)))
                TensorPrimitives.MultiplyAdd(Direction(part, modality), part.Weight, sum, sum);
            byModality.Add(modality, sum);
        }

        var total = new float[Dimension];
        foreach (var sum in byModality.Values)
            TensorPrimitives.Add(total, sum, total);
        var norm = TensorPrimitives.Norm<float>(total);
        TensorPrimitives.Divide(total, norm, total);
        foreach (var sum in byModality.Values)
            TensorPrimitives.Divide(sum, norm, sum);
        return new EmbeddingVector(total, byModality.ToDictionary(pair => pair.Key, pair => (ReadOnlyMemory<float>)pair.Value));
    }

    private static float[] Direction(EmbedPart part, Modalities modality)
    {
        if (part.Tokens.FirstOrDefault(run => run.Modality == modality) is { } tokens)
            return DirectionOf(tokens);
        return DirectionOf(part, modality, Dimension);
    }

    /// <summary>The direction that a modality of a part has, in a space of some dimension.</summary>
    internal static float[] DirectionOf(EmbedPart part, Modalities modality, int dimension)
    {
        var content = modality switch
        {
            Modalities.Text => Encoding.UTF8.GetBytes(part.Text!),
            Modalities.Video => part.Frames!.Pixels.ToArray(),
            _ => MemoryMarshal.AsBytes(part.Audio!.Samples.Span).ToArray(),
        };
        var random = new Random(BitConverter.ToInt32(SHA256.HashData(content)));
        var direction = new float[dimension];
        for (var i = 0; i < dimension; i++)
            direction[i] = random.NextSingle() - 0.5f;
        TensorPrimitives.Divide(direction, TensorPrimitives.Norm<float>(direction), direction);
        return direction;
    }

    // A token is a segment's direction; several of them point where their sum does.
    private static float[] DirectionOf(TokenRun tokens)
    {
        var sum = new float[Dimension];
        for (var i = 0; i < tokens.Count; i++)
            TensorPrimitives.Add(sum, tokens.Values.Span.Slice(i * Dimension, Dimension), sum);
        TensorPrimitives.Divide(sum, TensorPrimitives.Norm<float>(sum), sum);
        return sum;
    }
}
