using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Core.Scores;
using Triad.Grains.Abstractions.Shards;

namespace Triad.Grains.Shards;

/// <content>Whoever uses the shard waits until its file is here, and it stays until they have ended.</content>
internal sealed partial class IndexShardGrain
{
    public async Task<Result> StageAsync(
        VideoId video,
        int generation,
        SpaceId space,
        ImmutableArray<RepresentationShape> representations,
        CancellationToken cancellationToken)
    {
        if (await _moves.EnterAsync(cancellationToken) is { IsOk: false } away)
            return away;
        try
        {
            return await StageHereAsync(video, generation, space, representations, cancellationToken);
        }
        finally
        {
            _moves.Leave();
        }
    }

    public async Task<Result<long>> UpsertAsync(UpsertSegments request, CancellationToken cancellationToken)
    {
        if (await _moves.EnterAsync(cancellationToken) is { IsOk: false } away)
            return away.Error!;
        try
        {
            return await UpsertHereAsync(request, cancellationToken);
        }
        finally
        {
            _moves.Leave();
        }
    }

    public async Task<Result<long>> PublishAsync(VideoId video, int generation, int replaces, CancellationToken cancellationToken)
    {
        if (await _moves.EnterAsync(cancellationToken) is { IsOk: false } away)
            return away.Error!;
        try
        {
            return await PublishHereAsync(video, generation, replaces, cancellationToken);
        }
        finally
        {
            _moves.Leave();
        }
    }

    public async Task<Result<long>> SetMetadataAsync(
        VideoId video, ImmutableDictionary<string, MetadataValue> metadata, CancellationToken cancellationToken)
    {
        if (await _moves.EnterAsync(cancellationToken) is { IsOk: false } away)
            return away.Error!;
        try
        {
            return await SetMetadataHereAsync(video, metadata, cancellationToken);
        }
        finally
        {
            _moves.Leave();
        }
    }

    public async Task<Result<ShardHits>> SearchAsync(ShardSearch request, CancellationToken cancellationToken)
    {
        if (await _moves.EnterAsync(cancellationToken) is { IsOk: false } away)
            return away.Error!;
        try
        {
            return await SearchHereAsync(request, cancellationToken);
        }
        finally
        {
            _moves.Leave();
        }
    }

    public async Task<Result<ImmutableArray<ScoreMoments>>> MomentsAsync(
        SpaceId space,
        ImmutableArray<ShardLeg> legs,
        VectorLevel level,
        CancellationToken cancellationToken)
    {
        if (await _moves.EnterAsync(cancellationToken) is { IsOk: false } away)
            return away.Error!;
        try
        {
            return await MomentsHereAsync(space, legs, level, cancellationToken);
        }
        finally
        {
            _moves.Leave();
        }
    }

    public async Task<Result<ImmutableArray<ShardPoint>>> GetAsync(
        VideoId video,
        int generation,
        int? segment,
        CancellationToken cancellationToken)
    {
        if (await _moves.EnterAsync(cancellationToken) is { IsOk: false } away)
            return away.Error!;
        try
        {
            return await GetHereAsync(video, generation, segment, cancellationToken);
        }
        finally
        {
            _moves.Leave();
        }
    }

    public async Task<Result> WaitAsync(long sequence, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (await _moves.EnterAsync(cancellationToken) is { IsOk: false } away)
            return away;
        _moves.Leave(); // Who waits for a write is not in its way.
        return await reader.WaitAsync(_shard, sequence, timeout, cancellationToken);
    }

    public Task<ShardResidence> ResidenceAsync(CancellationToken cancellationToken) => Task.FromResult(_moves.Residence);

    public async Task<Result<ShardResidence>> OffloadAsync(TimeSpan? unusedFor, long run, CancellationToken cancellationToken)
    {
        if (!_moves.Residence.IsAway && await OpenAsync() is { IsOk: false } closed)
            return closed.Error!;
        return await _moves.OffloadAsync(unusedFor, run, cancellationToken);
    }

    public Task<Result<ShardResidence>> RestoreAsync(CancellationToken cancellationToken) => _moves.RestoreAsync(cancellationToken);
}
