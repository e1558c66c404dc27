using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Rows;
using Triad.Core.Scores;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.State;
using Triad.Grains.Tenants;

namespace Triad.Grains.Shards;

/// <inheritdoc cref="IIndexShardGrain"/>
internal sealed partial class IndexShardGrain(
    [PersistentState("index-shard", GrainStorageNames.Grains)] IPersistentState<IndexShardState> store,
    IVectorWriter writer,
    IVectorReader reader,
    IRowStore rows,
    IVectorEraser eraser,
    IGrainFactory grains,
    IMediaStore media,
    IServiceProvider services,
    IOptions<TenantOptions> options,
    TimeProvider time) : Grain, IIndexShardGrain
{
    private DurableState<IndexShardState> _state = null!;
    private ShardFences _fences = null!;
    private HidingLog _hiding = null!;
    private ShardMoves _moves = null!;
    private ShardId _shard;
    private Task<Result>? _opening;
    private long _sequence;

    // Newer than what a host at work was given: of videos with a staged generation.
    private readonly Dictionary<VideoId, ImmutableDictionary<string, MetadataValue>> _metadata = [];

    private IndexShardState Current => _state.Current;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _shard = IndexShardKey.Parse(this.GetPrimaryKeyString());
        _state = new DurableState<IndexShardState>(store);
        _hiding = new HidingLog(time.GetUtcNow().Ticks);
        _moves = new ShardMoves(_shard, _state, services.GetService<IShardFiles>(), media, grains, options.Value, time)
        {
            Forget = () => _opening = null,
            End = DeactivateOnIdle,
        };
        var fences = await ShardFences.OpenAsync(rows, _shard, cancellationToken);
        _fences = fences.IsOk ? fences.Value : throw new StorageException(fences.Error);
        await AdoptFencesAsync(cancellationToken);
        if (Current.Space.Length > 0)
            await RaiseEpochAsync(Current, cancellationToken);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _moves.StopAsync();

    private async Task<Result> StageHereAsync(
        VideoId video,
        int generation,
        SpaceId space,
        ImmutableArray<RepresentationShape> representations,
        CancellationToken cancellationToken)
    {
        if (Current.Space.Length > 0 && Current.Space != space.Value)
            return ShardRules.WrongSpace(space, Current.Space);
        if (Current.Space.Length == 0 && await RefuseFirstAsync(cancellationToken) is { } erased)
            return erased;
        if (await OpenAsync() is { IsOk: false } closed)
            return closed;
        var wanted = ShardRules.With(Current, representations);
        if (!wanted.IsOk)
            return wanted.Error;
        if (wanted.Value is { } more && await OpenAsync(more with { Space = space.Value }) is { IsOk: false } notOpened)
            return notOpened;
        if (_fences.IsFenced(video, generation))
            return ShardRules.Fenced(video, generation);
        if (!ShardRules.IsHidden(Current, video, generation))
            await HideAsync(ShardRules.Hide(Current, video, generation), new VideoGeneration(video, generation), cancellationToken);
        return Result.Ok;
    }

    private async Task<Result<long>> UpsertHereAsync(UpsertSegments request, CancellationToken cancellationToken)
    {
        if (_fences.IsFenced(request.VideoId, request.Generation)
            || !ShardRules.IsHidden(Current, request.VideoId, request.Generation))
            return ShardRules.Fenced(request.VideoId, request.Generation);
        if (await OpenAsync() is { IsOk: false } closed)
            return closed.Error!;

        // A host that has not heard of newer metadata must not bring the old ones back.
        var newest = _metadata.TryGetValue(request.VideoId, out var given) ? request with { Metadata = given } : request;
        var written = await writer.UpsertAsync(_shard, Current.Epoch, ShardMapping.ToPoints(newest), cancellationToken);
        return Note(written);
    }

    private async Task<Result<long>> SetMetadataHereAsync(
        VideoId video, ImmutableDictionary<string, MetadataValue> metadata, CancellationToken cancellationToken)
    {
        if (Current.Space.Length == 0)
            return _sequence;
        if (await OpenAsync() is { IsOk: false } closed)
            return closed.Error!;
        if (Current.Hidden.Any(hidden => hidden.VideoId == video.Value))
            _metadata[video] = metadata;
        return Note(await writer.SetMetadataAsync(_shard, Current.Epoch, video, metadata, cancellationToken));
    }

    private async Task<Result<long>> PublishHereAsync(VideoId video, int generation, int replaces, CancellationToken cancellationToken)
    {
        if (_fences.IsFenced(video, generation))
            return ShardRules.Fenced(video, generation);
        if (await OpenAsync() is { IsOk: false } closed)
            return closed.Error!;
        _metadata.Remove(video);
        if (ShardRules.IsHidden(Current, video, generation))
        {
            var shown = ShardRules.Show(Current, video, generation);
            if (replaces > 0)
                await HideAsync(ShardRules.Hide(shown, video, replaces), new VideoGeneration(video, replaces), cancellationToken);
            else
                await _state.WriteAsync(shown, cancellationToken);
        }

        if (replaces > 0 && ShardRules.IsHidden(Current, video, replaces))
        {
            var removed = Note(await writer.DeleteAsync(_shard, Current.Epoch, video, replaces, cancellationToken));
            if (!removed.IsOk)
                return removed;
            await _state.WriteAsync(ShardRules.Show(Current, video, replaces), cancellationToken);
        }

        return _sequence;
    }

    public async Task<Result<long>> RemoveAsync(VideoId video, int throughGeneration, CancellationToken cancellationToken)
    {
        // The fence first, also before the shard's first vector: a host that has not heard of the removal may write until it stands, and
        // what it wrote is deleted after it.
        if (!_fences.IsFenced(video, throughGeneration))
        {
            var fenced = await _fences.PutAsync(video, throughGeneration, time.GetUtcNow(), cancellationToken);
            if (!fenced.IsOk)
                return Note(fenced.Error);
        }

        if (Current.Space.Length == 0)
            return _sequence;
        if (await _moves.EnterAsync(cancellationToken) is { IsOk: false } away)
            return away.Error!;
        try
        {
            return await RemoveHereAsync(video, cancellationToken);
        }
        finally
        {
            _moves.Leave();
        }
    }

    private async Task<Result<long>> RemoveHereAsync(VideoId video, CancellationToken cancellationToken)
    {
        _metadata.Remove(video);
        if (await OpenAsync() is { IsOk: false } closed)
            return closed.Error!;
        var removed = Note(await writer.DeleteAsync(_shard, Current.Epoch, video, null, cancellationToken));
        if (!removed.IsOk)
            return removed;

        // Not every index says what a delete has missed; a removal that left something is tried again by who asked for it.
        var left = await writer.CountAsync(_shard, video, null, cancellationToken);
        if (!left.IsOk)
            return left.Error;
        if (left.Value > 0)
            return ShardRules.NotRemoved(video, left.Value);
        if (Current.Hidden.Any(hidden => hidden.VideoId == video.Value))
            await _state.WriteAsync(ShardRules.ShowAll(Current, video), cancellationToken);
        return removed;
    }

    public async Task<Result> EraseAsync(CancellationToken cancellationToken)
    {
        DeactivateOnIdle(); // Also where this is cut short: what was under way is begun anew elsewhere.
        var erased = await _moves.EraseAsync(cancellationToken);
        if (erased.IsOk)
            erased = await eraser.EraseAsync(_shard, cancellationToken);
        if (!erased.IsOk)
            return erased;
        await _state.ClearAsync(cancellationToken);
        return Result.Ok;
    }

    public Task<Result<ShardHiding>> HidingAsync(long since, CancellationToken cancellationToken)
    {
        _moves.NoteUse(); // Who asks this searches.
        return Task.FromResult<Result<ShardHiding>>(
            ShardMapping.ToHiding(_hiding.Mark, ShardRules.HiddenGenerations(Current), _hiding.Since(since)));
    }

    private async Task<Result<ShardHits>> SearchHereAsync(ShardSearch request, CancellationToken cancellationToken)
    {
        if (await OpenAsync() is { IsOk: false } closed)
            return closed.Error!;

        // What is written from here on may belong to a generation that is staged only now, and is not among the hidden ones taken here.
        var sequence = Math.Min(request.MaxSequence ?? _sequence, _sequence);
        var query = ShardMapping.ToQuery(_shard, request) with { AsOf = sequence, Excluded = ShardRules.HiddenGenerations(Current) };
        var hits = await reader.SearchAsync(query, cancellationToken);
        return hits.IsOk ? ShardMapping.ToHits(hits.Value with { Sequence = sequence }) : hits.Error;
    }

    private async Task<Result<ImmutableArray<ScoreMoments>>> MomentsHereAsync(
        SpaceId space,
        ImmutableArray<ShardLeg> legs,
        VectorLevel level,
        CancellationToken cancellationToken)
    {
        if (await OpenAsync() is { IsOk: false } closed)
            return closed.Error!;
        var query = new MomentsQuery(_shard, space, ShardMapping.ToLegs(legs), level) { Excluded = ShardRules.HiddenGenerations(Current) };
        return await reader.MomentsAsync(query, cancellationToken);
    }

    private async Task<Result<ImmutableArray<ShardPoint>>> GetHereAsync(
        VideoId video,
        int generation,
        int? segment,
        CancellationToken cancellationToken)
    {
        var points = await reader.GetAsync(_shard, new VideoGeneration(video, generation), segment, cancellationToken);
        return points.IsOk ? ShardMapping.ToShardPoints(points.Value) : points.Error;
    }

    // Noted before and after: searches look at the log between any two steps of the write.
    private async Task HideAsync(IndexShardState next, VideoGeneration hidden, CancellationToken cancellationToken)
    {
        _hiding.Note(hidden);
        try
        {
            await _state.WriteAsync(next, cancellationToken);
        }
        finally
        {
            _hiding.Note(hidden);
        }
    }

    /// <summary>A host that has not heard of it must not write the first vectors of a shard whose tenant is being erased, or was.</summary>
    private async Task<Error?> RefuseFirstAsync(CancellationToken cancellationToken)
    {
        var tenant = await grains.Tenant(_shard.Tenant).GetAsync(cancellationToken);
        return !tenant.IsOk ? tenant.Error
            : tenant.Value.Status == TenantStatus.Deleting ? TenantRules.Closed(_shard.Tenant)
            : null;
    }

    /// <summary>A state of an earlier build holds the fences: they become rows, and leave the state when all are.</summary>
    private async Task AdoptFencesAsync(CancellationToken cancellationToken)
    {
        if (Current.Removed.IsDefaultOrEmpty)
            return;
        foreach (var removed in Current.Removed.OrderBy(removed => removed.At))
        {
            var adopted = await _fences.PutAsync(VideoId.From(removed.VideoId), removed.ThroughGeneration, removed.At, cancellationToken);
            if (!adopted.IsOk)
                throw new StorageException(adopted.Error);
        }

        await _state.WriteAsync(Current with { Removed = [] }, cancellationToken);
    }

    /// <summary>
    /// Opens the index where this activation has not done so yet: it may be away, and what searches must leave out can be told without it.
    /// </summary>
    private Task<Result> OpenAsync() => _opening switch
    {
        { IsCompletedSuccessfully: true } opened => opened,
        null when Current.Space.Length == 0 => Task.FromResult(Result.Ok),
        _ => SettleAsync(_opening ??= ClaimAsync()),
    };

    /// <summary>Opens the index for more representations.</summary>
    private Task<Result> OpenAsync(IndexShardState more) => SettleAsync(_opening = TakeOverAsync(more));

    /// <summary>Waits for an opening, which other calls may wait for too; one that failed is not the last.</summary>
    private async Task<Result> SettleAsync(Task<Result> opening)
    {
        var isOpen = false;
        try
        {
            var opened = await opening;
            isOpen = opened.IsOk;
            return opened;
        }
        finally
        {
            if (!isOpen && _opening == opening)
                _opening = null;
        }
    }

    private async Task<Result> TakeOverAsync(IndexShardState state)
    {
        await RaiseEpochAsync(state, CancellationToken.None);
        return await ClaimAsync();
    }

    /// <summary>From here on an older activation can change nothing of the state, and so neither hide nor show a generation.</summary>
    private Task RaiseEpochAsync(IndexShardState state, CancellationToken cancellationToken) =>
        _state.WriteAsync(state with { Epoch = state.Epoch + 1 }, cancellationToken);

    /// <summary>Claims the index with the epoch: from then on an older activation can write nothing to it.</summary>
    private async Task<Result> ClaimAsync()
    {
        var space = SpaceId.From(Current.Space);
        var opened = Note(await writer.OpenAsync(_shard, space, ShardRules.Shapes(Current), Current.Epoch, CancellationToken.None));
        return opened.IsOk ? Result.Ok : opened.Error;
    }

    private Result<long> Note(Result<long> written)
    {
        if (written.IsOk)
            _sequence = Math.Max(_sequence, written.Value);
        else if (written.Error.Reason == ErrorReason.EpochStale)
            DeactivateOnIdle(); // Another activation has taken over: the next call goes there.
        return written;
    }
}
