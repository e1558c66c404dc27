using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Core.Scores;
using Triad.Vectors;

namespace Triad.Grains.Tests.Searches.Frozen;

/// <summary>Stands for a remote index: every silo reaches the one index, which promises what was committed and cannot look back.</summary>
internal sealed class CommittedIndex : IRemoteIndex, IVectorWriter, IVectorReader
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-committed-");
    private readonly EmbeddedVectorIndex _index;

    public CommittedIndex() => _index = new EmbeddedVectorIndex(
        Options.Create(new EmbeddedVectorIndexOptions { Folder = _folder.FullName, ReplacedRetention = TimeSpan.Zero }),
        TimeProvider.System,
        NullLogger<EmbeddedVectorIndex>.Instance);

    public VectorConsistency Consistency => VectorConsistency.Committed;

    /// <summary>Awaited before the index is searched, and again after it.</summary>
    public Func<VectorQuery, Task> Gate { get; set; } = _ => Task.CompletedTask;

    /// <summary>Shards that do not answer.</summary>
    public HashSet<int> Broken { get; } = [];

    /// <summary>True to have deletes refused: what is replaced stays in the index.</summary>
    public bool RefusesDeletes { get; set; }

    /// <summary>How many further openings and writes are refused: the index is away.</summary>
    public int RefusedWrites { get; set; }

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<IVectorWriter>(this);
        services.AddSingleton<IVectorReader>(this);
        services.AddTriadRemoteIndexReader();
    }

    public async Task<Result<long>> OpenAsync(
        ShardId shard,
        SpaceId space,
        IReadOnlyList<RepresentationShape> representations,
        long epoch,
        CancellationToken cancellationToken) =>
        IsRefused() ? Away() : await _index.OpenAsync(shard, space, representations, epoch, cancellationToken);

    public async Task<Result<long>> UpsertAsync(
        ShardId shard, long epoch, IReadOnlyList<VectorPoint> points, CancellationToken cancellationToken) =>
        IsRefused() ? Away() : await _index.UpsertAsync(shard, epoch, points, cancellationToken);

    public async Task<Result<long>> DeleteAsync(
        ShardId shard, long epoch, VideoId video, int? generation, CancellationToken cancellationToken) =>
        RefusesDeletes ? Away() : await _index.DeleteAsync(shard, epoch, video, generation, cancellationToken);

    public Task<Result<long>> SetMetadataAsync(
        ShardId shard, long epoch, VideoId video, ImmutableDictionary<string, MetadataValue> metadata, CancellationToken cancellationToken) =>
        _index.SetMetadataAsync(shard, epoch, video, metadata, cancellationToken);

    public Task<Result<long>> CountAsync(ShardId shard, VideoId video, int? generation, CancellationToken cancellationToken) =>
        _index.CountAsync(shard, video, generation, cancellationToken);

    public async Task<Result<VectorHits>> SearchAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        if (Broken.Contains(query.Shard.Number))
            return Away();
        if (query.AsOf is not null || query.After is not null)
            return Error.Invalid("as_of", query.AsOf, "is not for this index", "Keep the ranking of page one.");
        await Gate(query);
        var hits = await _index.SearchAsync(query, cancellationToken);
        await Gate(query);
        return hits;
    }

    public Task<Result<ImmutableArray<ScoreMoments>>> MomentsAsync(MomentsQuery query, CancellationToken cancellationToken) =>
        Broken.Contains(query.Shard.Number)
            ? Task.FromResult<Result<ImmutableArray<ScoreMoments>>>(Away())
            : _index.MomentsAsync(query, cancellationToken);

    public async Task<Result<IReadOnlyList<VectorPoint>>> GetAsync(
        ShardId shard, VideoGeneration video, int? segment, CancellationToken cancellationToken) =>
        Broken.Contains(shard.Number) ? Away() : await _index.GetAsync(shard, video, segment, cancellationToken);

    public Task<Result> WaitAsync(ShardId shard, long sequence, TimeSpan timeout, CancellationToken cancellationToken) =>
        _index.WaitAsync(shard, sequence, timeout, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _index.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private bool IsRefused() => RefusedWrites > 0 && RefusedWrites-- > 0;

    private static Error Away() =>
        new(ErrorReason.Unavailable, "The index is away.", Remedy: "Retry.", RetryAfter: TimeSpan.FromMilliseconds(1));
}
