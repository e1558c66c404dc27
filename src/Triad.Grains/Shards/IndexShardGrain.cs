using System.Collections.Immutable;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Rows;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.State;

namespace Triad.Grains.Shards;

/// <inheritdoc cref="IIndexShardGrain"/>
internal sealed class IndexShardGrain(
    [PersistentState("index-shard", GrainStorageNames.Grains)] IPersistentState<IndexShardState> store,
    IVectorWriter writer,
    IVectorReader reader,
    IRowStore rows,
    TimeProvider time) : Grain, IIndexShardGrain
{
    private DurableState<IndexShardState> _state = null!;
    private ShardFences _fences = null!;
    private HidingLog _hiding = null!;
    private ShardId _shard;
    private Task<Result>? _opening;
    private long _sequence;

    private IndexShardState Current => _state.Current;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _shard = IndexShardKey.Parse(this.GetPrimaryKeyString());
        _state = new DurableState<IndexShardState>(store);
        _hiding = new HidingLog(time.GetUtcNow().Ticks);
        var fences = await ShardFences.OpenAsync(rows, _shard, cancellationToken);
        _fences = fences.IsOk ? fences.Value : throw new StorageException(fences.Error);
        await AdoptFencesAsync(cancellationToken);
        if (Current.Space.Length > 0)
            await RaiseEpochAsync(Current, cancellationToken);
    }

    public async Task<Result> StageAsync(
        VideoId video,
        int generation,
        SpaceId space,
        ImmutableArray<RepresentationShape> representations,
        CancellationToken cancellationToken)
    {
        if (Current.Space.Length > 0 && Current.Space != space.Value)
            return ShardRules.WrongSpace(space, Current.Space);
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

    public async Task<Result<long>> UpsertAsync(UpsertSegments request, CancellationToken cancellationToken)
    {
        if (_fences.IsFenced(request.VideoId, request.Generation)
            || !ShardRules.IsHidden(Current, request.VideoId, request.Generation))
            return ShardRules.Fenced(request.VideoId, request.Generation);
        if (await OpenAsync() is { IsOk: false } closed)
            return closed.Error!;
        var written = await writer.UpsertAsync(_shard, Current.Epoch, ShardMapping.ToPoints(request), cancellationToken);
        return Note(written);
    }

    public async Task<Result<long>> PublishAsync(VideoId video, int generation, int replaces, CancellationToken cancellationToken)
    {
        if (_fences.IsFenced(video, generation))
            return ShardRules.Fenced(video, generation);
        if (await OpenAsync() is { IsOk: false } closed)
            return closed.Error!;
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

    public Task<Result<ShardHiding>> HidingAsync(long since, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ShardHiding>>(
            ShardMapping.ToHiding(_hiding.Mark, ShardRules.HiddenGenerations(Current), _hiding.Since(since)));

    public async Task<Result<ShardHits>> SearchAsync(ShardSearch request, CancellationToken cancellationToken)
    {
        if (await OpenAsync() is { IsOk: false } closed)
            return closed.Error!;

        // What is written from here on may belong to a generation that is staged only now, and is not among the hidden ones taken here.
        var sequence = Math.Min(request.MaxSequence ?? _sequence, _sequence);
        var query = ShardMapping.ToQuery(_shard, request) with { AsOf = sequence, Excluded = ShardRules.HiddenGenerations(Current) };
        var hits = await reader.SearchAsync(query, cancellationToken);
        return hits.IsOk ? ShardMapping.ToHits(hits.Value with { Sequence = sequence }) : hits.Error;
    }

    public async Task<Result<ImmutableArray<ShardPoint>>> GetAsync(
        VideoId video,
        int generation,
        int? segment,
        CancellationToken cancellationToken)
    {
        var points = await reader.GetAsync(_shard, new VideoGeneration(video, generation), segment, cancellationToken);
        return points.IsOk ? ShardMapping.ToShardPoints(points.Value) : points.Error;
    }

    public async Task<Result> WaitAsync(long sequence, TimeSpan timeout, CancellationToken cancellationToken) =>
        await reader.WaitAsync(_shard, sequence, timeout, cancellationToken);

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
