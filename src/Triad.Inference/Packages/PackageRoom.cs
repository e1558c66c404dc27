using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Inference.Hosting;

namespace Triad.Inference.Packages;

/// <summary>
/// The memory that packages share. A package that needs room has those unloaded that no call uses, least recently used first. One that is in
/// use without a pause has had its turn after a while: it takes no more calls then, and leaves when its last one ends. Only one package waits
/// for room or loads at a time, and no call of a loaded package ever waits for another package: so nothing can wait in a circle.
/// </summary>
internal sealed class PackageRoom : IDisposable
{
    /// <summary>How long a package that is in use stays at least.</summary>
    internal static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<PackageSlot> _loaded = [];
    private readonly PackageMemoryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly PackageInstruments _instruments;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _booked;
    private bool _closed;

    public PackageRoom(PackageMemoryOptions options, TimeProvider time, ILogger logger)
    {
        (_options, _time, _log, Most) = (options, time, logger, options.Most);
        _instruments = new PackageInstruments(Loaded);
    }

    /// <summary>Most bytes of all packages.</summary>
    public long Most { get; }

    /// <summary>Loads a slot's package; the catalog's.</summary>
    public required Func<PackageSlot, Task<Result>> LoadAsync { private get; init; }

    /// <summary>What is loaded, with what is booked for it.</summary>
    public IReadOnlyList<(string Package, long Bytes)> Loaded()
    {
        lock (_lock)
            return [.. _loaded.Select(slot => (slot.Name, slot.Bytes))];
    }

    /// <summary>True where so much fits without unloading anything.</summary>
    public bool Fits(long bytes)
    {
        lock (_lock)
            return _booked + bytes <= Most;
    }

    /// <summary>Begins a call: loads the package where that is needed.</summary>
    public async Task<Result<PackageLease>> EnterAsync(PackageSlot slot, CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_lock)
            {
                if (slot is { Package.Embedder: { } embedder, Leaving: false })
                {
                    slot.Calls++;
                    slot.UsedAt = _time.GetTimestamp();
                    return new PackageLease(this, slot, embedder);
                }
            }

            var loaded = await LoadAsync(slot).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (!loaded.IsOk)
                return loaded.Error;
        }
    }

    /// <summary>Ends a call.</summary>
    public void Leave(PackageSlot slot)
    {
        lock (_lock)
        {
            slot.Calls--;
            slot.UsedAt = _time.GetTimestamp();
            Changed();
        }
    }

    /// <summary>True where the package is there to be used.</summary>
    public bool Has(PackageSlot slot)
    {
        lock (_lock)
            return slot is { Package: not null, Leaving: false };
    }

    /// <summary>
    /// Books memory for a package that is to be loaded. ModelUnavailable where its files can never fit; QueueFull where no room came free
    /// in time. What was measured at an earlier load refuses nothing, since other work grows a process too: at most all the room is booked.
    /// </summary>
    public async Task<Result> BookAsync(PackageSlot slot, long files, CancellationToken cancellationToken)
    {
        if (files > Most)
            return Error.Of(
                ErrorReason.ModelUnavailable, "model_package", slot.Name,
                $"takes {Mebibytes(files)} MiB, and all packages together may take {Mebibytes(Most)} MiB",
                "Raise Triad:Inference:Packages:MaxMebibytes, take a smaller variant of the package, or a machine with more memory.");
        var bytes = Math.Min(Most, Math.Max(files, slot.MeasuredBytes));
        var began = _time.GetTimestamp();
        var isBooked = false;
        try
        {
            while (!isBooked && _time.GetElapsedTime(began) < _options.RoomWait)
                isBooked = await TryBookAsync(slot, bytes, began, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            StayAll();
        }

        _instruments.Waited(slot.Name, _time.GetElapsedTime(began), !isBooked);
        if (isBooked)
            return Result.Ok;
        _log.NoRoom(slot.Name, Mebibytes(bytes), _options.RoomWait.TotalSeconds);
        return new Error(
            ErrorReason.QueueFull,
            $"The model package {slot.Name} needs {Mebibytes(bytes)} MiB, and the packages in use left no room within "
            + $"{_options.RoomWait.TotalSeconds:0} s.",
            "model_package", slot.Name, "Try again later, or raise Triad:Inference:Packages:MaxMebibytes.", RetryAfter: Turn);
    }

    /// <summary>Gives back what was booked for a package that could not be loaded.</summary>
    public void GiveBack(PackageSlot slot)
    {
        lock (_lock)
        {
            Unbook(slot.Bytes);
            slot.Bytes = 0;
        }
    }

    /// <summary>Takes on a package that was loaded, with what it took; unloads others where that was more than booked.</summary>
    public void Keep(PackageSlot slot, LoadedPackage package, long bytes)
    {
        var tooMany = new List<Leaver>();
        lock (_lock)
        {
            if (_closed)
            {
                package.Dispose();
                return;
            }

            _booked += bytes - slot.Bytes;
            (slot.Package, slot.Bytes, slot.MeasuredBytes, slot.Leaving) = (package, bytes, bytes, false);
            slot.LoadedAt = slot.UsedAt = _time.GetTimestamp();
            _loaded.Add(slot);
            var over = _booked - Most;
            foreach (var other in ByUse().Where(other => other != slot && other.Calls == 0).ToList())
            {
                if (over <= 0)
                    break;
                over -= other.Bytes;
                tooMany.Add(TakeOut(other));
            }

            Changed();
        }

        _instruments.Loaded(slot.Name);
        foreach (var leaver in tooMany)
            Unload(leaver, "room");
    }

    /// <summary>Unloads what was not used for <see cref="PackageMemoryOptions.UnloadAfter"/>.</summary>
    public void UnloadIdle()
    {
        while (_options.UnloadAfter > TimeSpan.Zero && TakeFirst(IsIdle) is { } idle)
            Unload(idle, "idle");
    }

    /// <summary>Unloads all; nobody uses them any more.</summary>
    public void Dispose()
    {
        lock (_lock)
            _closed = true;
        while (TakeFirst(_ => true, evenInUse: true) is { } left)
            left.Package.Dispose();
        _instruments.Dispose();
    }

    private async Task<bool> TryBookAsync(PackageSlot slot, long bytes, long began, CancellationToken cancellationToken)
    {
        Task changed;
        lock (_lock)
        {
            if (_booked + bytes <= Most)
            {
                (_booked, slot.Bytes) = (_booked + bytes, bytes);
                return true;
            }

            changed = _changed.Task;
        }

        if (TakeFirst(MayGo) is { } victim)
        {
            Unload(victim, "room");
            return false;
        }

        AskToLeave();
        var patience = _options.RoomWait - _time.GetElapsedTime(began);
        if (patience > TimeSpan.Zero)
            await Task.WhenAny(changed, Task.Delay(patience < Pause ? patience : Pause, _time, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return false;
    }

    // What pauses may go before its turn is over; what has just been loaded is about to be used.
    private bool MayGo(PackageSlot slot) =>
        slot.Leaving || _time.GetElapsedTime(slot.UsedAt) >= Pause || HadItsTurn(slot);

    private bool IsIdle(PackageSlot slot) => _time.GetElapsedTime(slot.UsedAt) >= _options.UnloadAfter;

    private bool HadItsTurn(PackageSlot slot) => _time.GetElapsedTime(slot.LoadedAt) >= Turn;

    private void AskToLeave()
    {
        lock (_lock)
        {
            if (!_loaded.Exists(slot => slot.Leaving) && ByUse().FirstOrDefault(HadItsTurn) is { } oldest)
                oldest.Leaving = true;
        }
    }

    private void StayAll()
    {
        lock (_lock)
        {
            // Who was asked to leave in vain has a turn again: a second attempt would keep its calls out at once.
            foreach (var slot in _loaded.Where(slot => slot.Leaving))
                (slot.Leaving, slot.LoadedAt) = (false, _time.GetTimestamp());
        }
    }

    private Leaver? TakeFirst(Func<PackageSlot, bool> accepts, bool evenInUse = false)
    {
        lock (_lock)
            return ByUse().FirstOrDefault(slot => (evenInUse || slot.Calls == 0) && accepts(slot)) is { } found ? TakeOut(found) : null;
    }

    private Leaver TakeOut(PackageSlot slot)
    {
        var leaver = new Leaver(slot.Name, slot.Package!, slot.Bytes);
        (slot.Package, slot.Bytes, slot.Leaving) = (null, 0, false);
        _loaded.Remove(slot);
        return leaver;
    }

    // Its memory is free only once its graphs are closed, which is waited for outside of the lock.
    private void Unload(Leaver leaver, string why)
    {
        leaver.Package.Dispose();
        lock (_lock)
            Unbook(leaver.Bytes);
        _instruments.Unloaded(leaver.Name, why);
        _log.PackageUnloaded(leaver.Name, Mebibytes(leaver.Bytes), why);
    }

    private void Unbook(long bytes)
    {
        _booked -= bytes;
        Changed();
    }

    private IEnumerable<PackageSlot> ByUse() => _loaded.OrderBy(slot => slot.UsedAt);

    private void Changed()
    {
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private static long Mebibytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;

    private sealed record Leaver(string Name, LoadedPackage Package, long Bytes);
}
