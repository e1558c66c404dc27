using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Core.Usage.Metering;

/// <summary>
/// Counts into segments of a folder that is this process's own. A segment is sealed before its events are told to the ledger, and deleted when the
/// ledger has them all: a process that is killed anywhere leaves segments whose events have the same ids and amounts whoever tells them.
/// </summary>
/// <param name="folder">Where segments lie; of this process alone.</param>
/// <param name="abandoned">Folders of ended processes, whose segments are told from here; nobody else tells them.</param>
/// <param name="time">Tells the hour that usage counts to.</param>
public sealed class SegmentUsageMeter(string folder, IReadOnlyList<string> abandoned, TimeProvider time) : IUsageMeter, IDisposable
{
    private const int NoSpace = 28; // ENOSPC
    private const decimal Millionths = 1_000_000m;

    // Who counts holds the first for less than a microsecond; the disk is waited for under the second alone.
    private readonly Lock _gate = new();
    private readonly Lock _upkeep = new();
    private readonly List<SealedSegment> _left = [.. abandoned.Append(folder).SelectMany(SealedSegment.In)];
    private readonly List<UsageSegment> _full = [];
    private UsageSegment? _current;
    private bool _isFlushed = true;

    /// <inheritdoc/>
    public Result Add(TenantId tenant, UsageKind kind, UsageLabels labels, decimal amount)
    {
        var millionths = decimal.ToInt64(decimal.Round(amount * Millionths));
        if (millionths <= 0)
            return Result.Ok;
        try
        {
            lock (_gate)
            {
                var now = time.GetUtcNow();
                var key = new SegmentKey(tenant, UsageHour.Of(now), kind, labels);
                _current ??= UsageSegment.Create(folder, now);
                if (!_current.TryAdd(key, millionths))
                {
                    var next = UsageSegment.Create(folder, now);
                    _full.Add(_current);
                    _current = next;
                    next.TryAdd(key, millionths);
                }

                _isFlushed = false;
                return Result.Ok;
            }
        }
        catch (IOException fault)
        {
            return (fault.HResult & 0xFFFF) == NoSpace
                ? new Error(ErrorReason.StorageFull, "There is no room to write down what is used.", Remedy: "Tell the operator to make room.")
                : new Error(ErrorReason.Unavailable, "What is used cannot be written down.", Remedy: "Retry.", RetryAfter: TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Ends the segment that is counted to, and gives all that the ledger does not have yet, with those that an ended process left.</summary>
    /// <exception cref="IOException">The disk does not answer: nothing is lost, and the next call gives it.</exception>
    public IReadOnlyList<SealedSegment> Seal()
    {
        lock (_upkeep)
        {
            if (HasCounts())
            {
                var next = UsageSegment.Create(folder, time.GetUtcNow());
                lock (_gate)
                {
                    _full.Add(_current!);
                    (_current, _isFlushed) = (next, true);
                }
            }

            while (FirstFull() is { } ended)
            {
                ended.Flush(); // First: a segment that was told must not come back with less after a power cut.
                ended.Dispose();
                _left.Add(new SealedSegment(ended.Path));
                lock (_gate)
                    _full.Remove(ended);
            }

            return [.. _left];
        }
    }

    /// <summary>Forgets a segment whose events the ledger has.</summary>
    public void Forget(SealedSegment segment)
    {
        lock (_upkeep)
        {
            segment.Delete();
            _left.Remove(segment);
        }
    }

    /// <summary>Makes what was counted so far safe against a power cut.</summary>
    /// <exception cref="IOException">The disk does not answer.</exception>
    public void Flush()
    {
        lock (_upkeep)
        {
            UsageSegment[] open;
            lock (_gate)
            {
                if (_isFlushed)
                    return;
                _isFlushed = true;
                open = _current is null ? [.. _full] : [.. _full, _current];
            }

            foreach (var segment in open)
                segment.Flush();
        }
    }

    /// <summary>Ends without telling: what was counted stays for who comes next.</summary>
    public void Dispose()
    {
        lock (_upkeep)
        {
            lock (_gate)
            {
                foreach (var segment in _full)
                    segment.Dispose();
                _full.Clear();
                if (_current is not { } open)
                    return;
                open.Dispose();
                if (open.IsEmpty)
                    File.Delete(open.Path);
                _current = null;
            }
        }
    }

    private bool HasCounts()
    {
        lock (_gate)
            return _current is { IsEmpty: false };
    }

    private UsageSegment? FirstFull()
    {
        lock (_gate)
            return _full.FirstOrDefault();
    }
}
