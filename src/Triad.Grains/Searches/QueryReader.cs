using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>Reads the parts of a query: decodes media, looks up stored items, checks vectors.</summary>
internal sealed class QueryReader(QueryMediaReader media, StoredItemReader stored, IOptions<SearchOptions> options, TimeProvider time)
{
    public async Task<Result<QueryTerms>> ReadAsync(
        TenantId tenant,
        SearchQuery query,
        ModelInfo model,
        Modalities mask,
        CancellationToken cancellationToken)
    {
        var parts = ImmutableArray.CreateBuilder<(EmbedPart, bool)>();
        var vectors = ImmutableArray.CreateBuilder<VectorTerm>();
        var videos = ImmutableArray.CreateBuilder<VideoId>();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.QueryMediaTimeoutSeconds), time);
        for (var i = 0; i < query.Parts.Length; i++)
        {
            var part = query.Parts[i];
            if (part.Kind is SearchPartKind.Stored or SearchPartKind.Vector)
            {
                var found = part.Kind == SearchPartKind.Vector
                    ? VectorOf(part, i, model)
                    : await stored.ReadAsync(tenant, part, i, model, cancellationToken);
                if (!found.IsOk)
                    return found.Error;
                vectors.AddRange(found.Value.Select(own => new VectorTerm(
                    i, new QueryTerm(part.Weight, QueryComposer.Opaque(own.Vector)), own.Name, part.Representation is not null)));
                if (part is { Kind: SearchPartKind.Stored, VideoId: { } video })
                    videos.Add(video);
                continue;
            }

            var read = await ReadTokensAsync(part, i, model, timeout.Token, cancellationToken);
            if (!read.IsOk)
                return read.Error;
            var kept = Keep(read.Value, mask);
            if (kept.Mask == Modalities.None)
                continue;

            // The sound of a clip is left out where the model hears nothing; a part of which nothing would be left is refused.
            var usable = kept.Mask & model.Modalities;
            if (usable == Modalities.None)
                return QueryRules.NoModality(i, kept.Mask.ToName(), model);
            parts.Add((usable == kept.Mask ? kept : Keep(kept, usable), part.Weight > 0));
        }

        return parts.Count + vectors.Count > 0
            ? new QueryTerms(parts.ToImmutable(), vectors.ToImmutable(), videos.ToImmutable())
            : QueryRules.NothingLeft(mask.ToName());
    }

    private async Task<Result<EmbedPart>> ReadTokensAsync(
        SearchPart part,
        int index,
        ModelInfo model,
        CancellationToken timeout,
        CancellationToken cancellationToken)
    {
        var weight = Math.Abs(part.Weight);
        if (part.Kind == SearchPartKind.Text)
            return new EmbedPart(weight, part.Text, null, null);
        var kind = part.Kind switch
        {
            SearchPartKind.Audio => MediaKind.Audio,
            SearchPartKind.Image => MediaKind.Image,
            _ => MediaKind.Video,
        };
        var field = $"query.parts[{index}].{part.Kind.ToString().ToLowerInvariant()}";
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout, cancellationToken);
        try
        {
            var read = await media.ReadAsync(part.Media, kind, model, either.Token);
            return read.IsOk
                ? new EmbedPart(weight, null, read.Value.Frames, read.Value.Audio)
                : read.Error with
                {
                    Field = field,
                    Value = read.Error.Value ?? FormattableString.Invariant($"{part.Media.Length} bytes"),
                };
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return TookTooLong(field);
        }
    }

    private Error TookTooLong(string field)
    {
        const string Remedy = "Send shorter or simpler media; if the platform is busy, try again later.";
        var limit = FormattableString.Invariant($"{SearchOptions.Section}:{nameof(SearchOptions.QueryMediaTimeoutSeconds)} of {options.Value.QueryMediaTimeoutSeconds} s");
        return new Error(ErrorReason.TimedOut, $"Decoding {field} took longer than {limit}. {Remedy}", field, null, Remedy);
    }

    private static EmbedPart Keep(EmbedPart part, Modalities mask) => mask == Modalities.None
        ? part
        : part with
        {
            Text = mask.Contains(Modalities.Text) ? part.Text : null,
            Frames = mask.Contains(Modalities.Video) ? part.Frames : null,
            Audio = mask.Contains(Modalities.Audio) ? part.Audio : null,
        };

    private static Result<IReadOnlyList<StoredVector>> VectorOf(SearchPart part, int index, ModelInfo model)
    {
        var field = $"query.parts[{index}].vector";
        if (part.Space is { } space && space != model.Space)
            return Error.Of(ErrorReason.SpaceMismatch, $"{field}.space", space, $"is not the tenant's, which is {model.Space}", "Embed with the tenant's model.");
        if (model.Representations.All(representation => representation.Dimension != part.Vector.Length))
            return Error.Invalid(field, part.Vector.Length, $"numbers are not the {model.Dimension} of the space", "Send a vector as Embed returned it.");
        if (part.Vector.Any(number => !float.IsFinite(number)))
            return Error.Invalid(field, "NaN or infinity", "is not a number", "Send finite numbers.");
        return QueryComposer.Mean([part.Vector.AsMemory()]) is { } unit
            ? Result<IReadOnlyList<StoredVector>>.Ok([new StoredVector(null, unit)])
            : Error.Invalid(field, 0, "has no direction", "Send a vector that is not zero.");
    }
}
