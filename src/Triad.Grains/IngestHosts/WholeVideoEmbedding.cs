using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.LongInput;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.IngestHosts;

/// <summary>
/// Gathers what the vectors of a whole video are made of while its segments pass, in bounded memory: sums of vectors for the average, tokens for the other
/// strategies. What an attempt finds durable already is gathered too, so that the end is the same to the last bit whatever was cut short before.
/// </summary>
internal sealed class WholeVideoEmbedding(ModelInfo model, LongInputStrategy strategy, bool isDone)
{
    private readonly TokenCollector? _tokens = isDone || strategy == LongInputStrategy.Average
        ? null
        : new TokenCollector(strategy, model.LongInput.MaxTokens, model.MaxTokensPerItem);

    private readonly Dictionary<RepresentationName, VectorAverage> _averages = [];

    /// <summary>True where segments that are durable already have to be embedded once more, for their tokens.</summary>
    public bool NeedsTokens => _tokens is not null;

    /// <summary>True where the vectors of segments that are durable already count.</summary>
    public bool NeedsVectors => !isDone && _tokens is null;

    /// <summary>The modalities of a segment whose tokens count.</summary>
    public Modalities TokensOf(Modalities mask) => _tokens is null ? Modalities.None : NeededOf(mask);

    /// <summary>Takes on the tokens of the next segment.</summary>
    public Result Add(IReadOnlyList<TokenRun> tokens)
    {
        foreach (var run in _tokens is null ? [] : tokens)
        {
            var taken = _tokens!.Add(run);
            if (!taken.IsOk)
                return taken;
        }

        return Result.Ok;
    }

    /// <summary>Takes on the vectors of the next segment.</summary>
    public void Add(ImmutableArray<RepresentationVector> vectors)
    {
        if (!NeedsVectors)
            return;
        foreach (var vector in vectors.Where(vector => vector.Representation != model.Rerank?.Kept))
        {
            if (vector.IsFull)
                Add(RepresentationName.Full, vector);
            Add(vector.Representation, vector);
        }
    }

    /// <summary>The vectors of the whole video, one for each representation that the model stores of its mask; an empty list where there are none.</summary>
    /// <param name="mask">The modalities that any segment has.</param>
    /// <param name="embedAsync">Runs the model.</param>
    public async Task<Result<(ImmutableArray<RepresentationVector> Vectors, int Tokens)>> MakeAsync(
        Modalities mask,
        Func<EmbedItem, Task<Result<EmbedResponse>>> embedAsync)
    {
        // What is only kept of segments, for what was found of them, has no mean.
        RepresentationName[] names = [.. model.RepresentationsOf(mask).Where(name => name != model.Rerank?.Kept)];
        if (_tokens is null || names.Length == 0)
            return ([.. names.Select(name => (Name: name, Mean: MeanOf(name, mask)))
                .Where(made => made.Mean is not null)
                .Select(made => ToVector(made.Name, mask, made.Mean!))], 0);

        var tokens = _tokens.Take();
        var response = await embedAsync(new EmbedItem([new EmbedPart(1, null, null, null) { Tokens = tokens }], names));
        if (!response.IsOk)
            return response.Error;
        return (
            [.. response.Value.Items[0].Vectors.OrderBy(pair => pair.Key.Mask).ThenBy(pair => pair.Key.Value, StringComparer.Ordinal)
                .Select(pair => ToVector(pair.Key, mask, pair.Value.Vector.ToArray()))],
            tokens.Sum(run => run.Count));
    }

    // Any segment may have all that the whole video has: what it stores is a part of what the whole video stores, or its own full vector.
    private Modalities NeededOf(Modalities mask) => model.StoreFull
        ? mask
        : mask & model.Representations.Aggregate(Modalities.None, (all, stored) => all | stored.Mask);

    // Segments differ in what they have: the full one is the mean of each segment's full one, and any other that of the segments that store it.
    private float[]? MeanOf(RepresentationName name, Modalities mask) =>
        _averages.TryGetValue(name == model.FullOf(mask) ? RepresentationName.Full : name, out var average) ? average.Mean() : null;

    private void Add(RepresentationName name, RepresentationVector vector)
    {
        if (!_averages.TryGetValue(name, out var average))
            _averages.Add(name, average = new VectorAverage(vector.Vector.Length));
        average.Add(vector.Vector.AsSpan());
    }

    private RepresentationVector ToVector(RepresentationName name, Modalities mask, float[] vector) =>
        new(name, name == model.FullOf(mask), ImmutableCollectionsMarshal.AsImmutableArray(vector));
}
