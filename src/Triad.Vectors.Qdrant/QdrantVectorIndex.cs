using System.Collections.Immutable;
using System.Diagnostics;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Core.Scores;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Points;
using Triad.Vectors.Qdrant.Searching;
using Triad.Vectors.Qdrant.Shards;
using Triad.Vectors.Qdrant.Tenancy;

namespace Triad.Vectors.Qdrant;

/// <summary>The vector index on Qdrant: a collection a space, tenants apart by shard selector and filter, exactly ordered hits.</summary>
internal sealed class QdrantVectorIndex(
    ShardDirectory directory,
    ShardOpener opener,
    ShardWriter writer,
    HeaderStore headers,
    PointReader points,
    PointSearcher searcher,
    SumSearcher sums,
    MomentSampler moments,
    SequenceWatch watch,
    TenantCandidates candidates,
    QdrantInstruments instruments,
    TimeProvider time) : IVectorWriter, IVectorReader
{
    /// <inheritdoc/>
    public VectorConsistency Consistency => VectorConsistency.Committed;

    /// <inheritdoc/>
    public Task<Result<long>> OpenAsync(
        ShardId shard,
        SpaceId space,
        IReadOnlyList<RepresentationShape> representations,
        long epoch,
        CancellationToken cancellationToken) =>
        WriteAsync("index open", shard, () => opener.OpenAsync(shard, space, representations, epoch, cancellationToken));

    /// <inheritdoc/>
    public Task<Result<long>> UpsertAsync(
        ShardId shard,
        long epoch,
        IReadOnlyList<VectorPoint> given,
        CancellationToken cancellationToken) =>
        WriteAsync("index upsert", shard, () => writer.UpsertAsync(shard, epoch, given, cancellationToken));

    /// <inheritdoc/>
    public Task<Result<long>> DeleteAsync(ShardId shard, long epoch, VideoId video, int? generation, CancellationToken cancellationToken) =>
        WriteAsync("index delete", shard, () => writer.DeleteAsync(shard, epoch, video, generation, cancellationToken));

    /// <inheritdoc/>
    public Task<Result<long>> SetMetadataAsync(
        ShardId shard, long epoch, VideoId video, ImmutableDictionary<string, MetadataValue> metadata, CancellationToken cancellationToken) =>
        WriteAsync("index metadata", shard, () => writer.SetMetadataAsync(shard, epoch, video, metadata, cancellationToken));

    /// <inheritdoc/>
    public async Task<Result<long>> CountAsync(ShardId shard, VideoId video, int? generation, CancellationToken cancellationToken)
    {
        var place = await directory.FindAsync(shard, cancellationToken);
        if (!place.IsOk)
            return place.Error;
        return place.Value is { } known
            ? await points.CountAsync(known.Requests, ShardWriter.OfVideo(shard, video, generation), cancellationToken)
            : 0;
    }

    /// <inheritdoc/>
    public async Task<Result<VectorHits>> SearchAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        using var span = QdrantInstruments.Begin("index search", query.Shard);
        var start = time.GetTimestamp();
        candidates.NoteSearch(query.Shard.Tenant, query.Space);
        var hits = await ReadableAsync(() => FindAsync(query, cancellationToken));
        if (hits.IsOk)
            instruments.Searched(hits.Value.Candidates, time.GetElapsedTime(start), span);
        else
            instruments.Failed(hits.Error, span);
        return hits;
    }

    /// <inheritdoc/>
    public Task<Result<ImmutableArray<ScoreMoments>>> MomentsAsync(MomentsQuery query, CancellationToken cancellationToken) =>
        ReadableAsync(() => ReadMomentsAsync(query, cancellationToken));

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<VectorPoint>>> GetAsync(
        ShardId shard,
        VideoGeneration video,
        int? segment,
        CancellationToken cancellationToken) =>
        ReadableAsync(() => PointsAsync(shard, video, segment, cancellationToken));

    /// <inheritdoc/>
    public async Task<Result> WaitAsync(ShardId shard, long sequence, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var waited = await ReadableAsync(async () =>
        {
            var reached = await watch.WaitAsync(shard, sequence, timeout, cancellationToken);
            return reached.IsOk ? Result<long>.Ok(sequence) : reached.Error;
        });
        return waited.IsOk ? Result.Ok : waited.Error;
    }

    private async Task<Result<IReadOnlyList<VectorPoint>>> PointsAsync(
        ShardId shard,
        VideoGeneration video,
        int? segment,
        CancellationToken cancellationToken)
    {
        var place = await directory.FindAsync(shard, cancellationToken);
        if (!place.IsOk)
            return place.Error;
        if (place.Value is not { } known)
            return Result<IReadOnlyList<VectorPoint>>.Ok([]);
        var must = ShardWriter.OfVideo(shard, video.Video, video.Generation);
        if (segment is { } one)
            must.Add(Requests.Conditions.Is(PayloadNames.Segment, one));
        var stored = await points.AllAsync(known.Requests, must, PointMapping.HitFields, withVectors: true, cancellationToken);
        return stored.IsOk
            ? Result<IReadOnlyList<VectorPoint>>.Ok([.. stored.Value.Select(PointMapping.ToPoint).OrderBy(point => point.Segment)])
            : stored.Error;
    }

    private async Task<Result<VectorHits>> FindAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (VectorRules.Check(query) is { } malformed)
            return malformed;
        if (query.AsOf is { } asOf)
            return CannotLookBack("as_of", asOf);
        if (query.After is { } after)
            return CannotLookBack("after", after);
        var found = await ToCompareAsync(query.Shard, query.Space, query.Legs, cancellationToken);
        if (!found.IsOk)
            return found.Error;
        if (found.Value is not var (place, header))
            return new VectorHits([.. Enumerable.Repeat<IReadOnlyList<VectorHit>>([], query.IsSum ? 1 : query.Legs.Length)], 0, 0);
        return query.IsSum
            ? await sums.SearchAsync(place, header, query, cancellationToken)
            : await searcher.SearchAsync(place, header, query, cancellationToken);
    }

    private async Task<Result<ImmutableArray<ScoreMoments>>> ReadMomentsAsync(MomentsQuery query, CancellationToken cancellationToken)
    {
        if (VectorRules.CheckLegs(query.Legs) is { } malformed)
            return malformed;
        var found = await ToCompareAsync(query.Shard, query.Space, query.Legs, cancellationToken);
        if (!found.IsOk)
            return found.Error;
        return found.Value is var (place, header)
            ? await moments.MomentsAsync(place, header, query, cancellationToken)
            : query.Legs.Select(_ => default(ScoreMoments)).ToImmutableArray();
    }

    /// <summary>The shard and its header, or null where there is none; an error where its vectors are not to be compared with these.</summary>
    private async Task<Result<(ShardPlace Place, ShardHeader Header)?>> ToCompareAsync(
        ShardId shard,
        SpaceId space,
        ImmutableArray<QueryLeg> legs,
        CancellationToken cancellationToken)
    {
        var place = await directory.FindAsync(shard, cancellationToken);
        if (!place.IsOk)
            return place.Error;
        if (place.Value is not { } known)
            return Result<(ShardPlace Place, ShardHeader Header)?>.Ok(null);
        if (known.Space != space)
            return ShardErrors.SpaceMismatch(shard, known.Space.Value, space);

        // The header before the points: they are at least as new as its number says.
        var header = await headers.ReadAsync(known, cancellationToken);
        if (!header.IsOk)
            return header.Error;
        if (header.Value is not { } open)
            return ShardErrors.NoHeader(shard);
        return VectorRules.CheckVectors(legs, open.DimensionOf) is { } wrong
            ? wrong
            : Result<(ShardPlace Place, ShardHeader Header)?>.Ok((known, open));
    }

    private async Task<Result<long>> WriteAsync(string call, ShardId shard, Func<Task<Result<long>>> write)
    {
        using var span = QdrantInstruments.Begin(call, shard);
        var start = time.GetTimestamp();
        var written = await ReadableAsync(write);
        if (written.IsOk)
            instruments.Wrote(time.GetElapsedTime(start));
        else
            instruments.Failed(written.Error, span);
        return written;
    }

    // A point that somebody else wrote into a collection of ours.
    private static async Task<Result<T>> ReadableAsync<T>(Func<Task<Result<T>>> read)
    {
        try
        {
            return await read();
        }
        catch (FormatException e)
        {
            return QdrantErrors.Broken($"Qdrant holds a point that Triad did not write: {e.Message}", "Delete the point.");
        }
    }

    private static Error CannotLookBack(string field, object value) => Error.Invalid(
        field,
        value,
        "cannot be given to Qdrant, which does not look back",
        "Keep the ranking of the first page.");
}
