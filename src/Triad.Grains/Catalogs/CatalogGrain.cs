using System.Collections.Immutable;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.State;

namespace Triad.Grains.Catalogs;

/// <inheritdoc cref="ICatalogGrain"/>
internal sealed class CatalogGrain([PersistentState("catalog", GrainStorageNames.Grains)] IPersistentState<CatalogState> store)
    : Grain, ICatalogGrain
{
    private DurableState<CatalogState> _state = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = new DurableState<CatalogState>(store);
        return Task.CompletedTask;
    }

    public async Task<Result> AddAsync(CatalogEntry entry, CancellationToken cancellationToken)
    {
        var added = ToState(entry);
        var entries = _state.Current.Entries;
        if (entries.BinarySearch(added, CatalogOrder.Instance) >= 0)
            return Result.Ok;
        entries = entries.RemoveAll(other => other.VideoId == added.VideoId);
        var at = ~entries.BinarySearch(added, CatalogOrder.Instance);
        await _state.WriteAsync(_state.Current with { Entries = entries.Insert(at, added) }, cancellationToken);
        return Result.Ok;
    }

    public async Task<Result> RemoveAsync(VideoId video, CancellationToken cancellationToken)
    {
        var left = _state.Current.Entries.RemoveAll(entry => entry.VideoId == video.Value);
        if (left.Length != _state.Current.Entries.Length)
            await _state.WriteAsync(_state.Current with { Entries = left }, cancellationToken);
        return Result.Ok;
    }

    public Task<Result<ImmutableArray<CatalogEntry>>> ListAsync(CatalogEntry? after, int limit, CancellationToken cancellationToken)
    {
        var at = after is null ? -1 : _state.Current.Entries.BinarySearch(ToState(after), CatalogOrder.Instance);
        var from = after is null ? 0 : at < 0 ? ~at : at + 1;
        return Task.FromResult<Result<ImmutableArray<CatalogEntry>>>(
            _state.Current.Entries.Skip(from).Take(limit)
                .Select(entry => new CatalogEntry(VideoId.From(entry.VideoId), entry.CreatedAt, entry.Bytes))
                .ToImmutableArray());
    }

    public Task<Result<CatalogTotals>> TotalsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<CatalogTotals>>(
            new CatalogTotals(_state.Current.Entries.Length, _state.Current.Entries.Sum(entry => entry.Bytes)));

    private static CatalogEntryState ToState(CatalogEntry entry) =>
        new() { VideoId = entry.VideoId.Value, CreatedAt = entry.CreatedAt, Bytes = entry.Bytes };
}
