using System.Diagnostics;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Points;
using Triad.Vectors.Qdrant.Searching;
using Triad.Vectors.Qdrant.Shards;

namespace Triad.Vectors.Qdrant;

/// <summary>The vector index on Qdrant: a collection a space, tenants apart by shard selector and filter, exactly ordered hits.</summary>
internal sealed class QdrantVectorIndex(
    ShardDirectory directory,
    ShardOpener opener,
    ShardWriter writer,
    HeaderStore headers,
    PointReader points,
    PointSearcher searcher,
    SequenceWatch watch,
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
        var hits = await ReadableAsync(() => FindAsync(query, cancellationToken));
        if (hits.IsOk)
            instruments.Searched(hits.Value.Candidates, time.GetElapsedTime(start), span);
        else
            instruments.Failed(hits.Error, span);
        return hits;
    }

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
        var place = await directory.FindAsync(query.Shard, cancellationToken);
        if (!place.IsOk)
            return place.Error;
        if (place.Value is { } other && other.Space != query.Space)
            return ShardErrors.SpaceMismatch(query.Shard, other.Space.Value, query.Space);

        // The header before the points: they are at least as new as its number says.
        var header = place.Value is { } known ? await headers.ReadAsync(known, cancellationToken) : Result<ShardHeader?>.Ok(null);
        if (!header.IsOk)
            return header.Error;
        if (header.Value is null && place.Value is not null)
            return ShardErrors.NoHeader(query.Shard);
        if (header.Value is not { } open)
            return new VectorHits([.. query.Legs.Select(_ => (IReadOnlyList<VectorHit>)[])], 0, 0);
        return VectorRules.CheckVectors(query, open.DimensionOf) is { } wrong
            ? wrong
            : await searcher.SearchAsync(place.Value!, open, query, cancellationToken);
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
