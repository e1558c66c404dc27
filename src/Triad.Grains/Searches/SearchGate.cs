using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Fairness;
using Triad.Grains.Telemetry;

namespace Triad.Grains.Searches;

/// <summary>
/// Lets searches in, only so many at once in a process. Where more come, tenants take turns by their weights and the time that their searches take, so
/// one tenant's flood makes no other wait. Nothing waits while there is a place for it. A search waits for its watermark before it comes here: who
/// waits for writes takes nobody's place.
/// </summary>
internal sealed class SearchGate(IOptions<SearchOptions> options, GrainsInstruments instruments, TimeProvider time)
{
    private const int SearchesAProcessor = 2;

    // A part of the places that no tenant takes alone: one whose shards hang shall not shut all others out.
    private const int KeptForOthers = 8;

    private static readonly TimeSpan ShortestHint = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestHint = TimeSpan.FromSeconds(10);

    private readonly int _places = options.Value.ConcurrentSearches is var given and > 0 ? given : SearchesAProcessor * Environment.ProcessorCount;
    private readonly Lock _lock = new();
    private readonly FairClock _clock = new();
    private readonly SortedSet<WaitingSearch> _waiting = new(WaitingSearch.Order);
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);
    private int _runningInAll;
    private long _sequence;
    private TimeSpan _typical;

    /// <summary>Lets a search in; QueueFull with a hint where too many wait.</summary>
    /// <returns>Its place, to be given back.</returns>
    public ValueTask<Result<SearchTurn>> EnterAsync(FairShare share, CancellationToken cancellationToken)
    {
        WaitingSearch waiting;
        lock (_lock)
        {
            if (_waiting.Count == 0 && HasPlace(share))
            {
                var place = _clock.Enter(share, 1);
                return ValueTask.FromResult<Result<SearchTurn>>(Start(place, place.Start));
            }

            var held = _clock.OpenOf(share.Flow) - RunningOf(share.Flow);
            if (!FairRoom.Has(held, 1, _waiting.Count, options.Value.MaxWaitingSearches, Relative(share)))
                return ValueTask.FromResult<Result<SearchTurn>>(Refuse(share, held));
            waiting = new WaitingSearch(_clock.Enter(share, 1), ++_sequence);
            _waiting.Add(waiting);
            Admit(); // It may have a place that those before it may not take.
        }

        return WaitAsync(waiting, cancellationToken);
    }

    /// <summary>A search has ended.</summary>
    internal void Leave(FairTurn turn, long started)
    {
        var elapsed = time.GetElapsedTime(started);
        lock (_lock)
        {
            _typical = _typical == default ? elapsed : _typical + ((elapsed - _typical) / 8);
            _clock.End(turn, elapsed.TotalSeconds);
            _runningInAll--;
            if (_running[turn.Share.Flow] == 1)
                _running.Remove(turn.Share.Flow);
            else
                _running[turn.Share.Flow]--;
            Admit();
        }
    }

    private async ValueTask<Result<SearchTurn>> WaitAsync(WaitingSearch waiting, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        await using (cancellationToken.UnsafeRegister(_ => GiveUp(waiting, cancellationToken), null))
        {
            var turn = await waiting.Turn.Task;
            instruments.SearchWaited(time.GetElapsedTime(since));
            return turn;
        }
    }

    private void GiveUp(WaitingSearch waiting, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_waiting.Remove(waiting))
                return; // It has its place, and gives it back.
            _clock.End(waiting.Place, cost: null);
        }

        waiting.Turn.TrySetCanceled(cancellationToken);
    }

    /// <summary>Lets in whoever is next, as long as there are places.</summary>
    private void Admit()
    {
        while (_runningInAll < _places && _waiting.FirstOrDefault(one => HasPlace(one.Place.Share)) is { } next)
        {
            // Where the first one may not go, time stands still for it: a tenant does not lose what others get before it.
            var first = _waiting.Min!.Place.Start;
            _waiting.Remove(next);
            next.Turn.TrySetResult(Start(next.Place, first));
        }
    }

    private SearchTurn Start(FairTurn place, double first)
    {
        _clock.Begin(first);
        _runningInAll++;
        _running[place.Share.Flow] = RunningOf(place.Share.Flow) + 1;
        return new SearchTurn(this, place, time.GetTimestamp());
    }

    private bool HasPlace(FairShare share) => _runningInAll < _places && RunningOf(share.Flow) < Math.Max(1, _places - Math.Max(1, _places / KeptForOthers));

    private int RunningOf(string flow) => _running.GetValueOrDefault(flow);

    private double Relative(FairShare share) => share.Weight / Math.Max(share.Weight, _clock.MostWeight);

    private Error Refuse(FairShare share, int held)
    {
        instruments.SearchShed(share.Flow);
        var drain = _typical * (held + 1) / Math.Max(1, _places / 2);
        return new Error(
            ErrorReason.QueueFull,
            $"Overload: {_waiting.Count} searches wait already, {held} of them the tenant's own.",
            $"{SearchOptions.Section}:{nameof(SearchOptions.MaxWaitingSearches)}",
            null,
            "Retry after the hinted delay, ask less at once, or add gateways.",
            drain < ShortestHint ? ShortestHint : drain > LongestHint ? LongestHint : drain);
    }
}
