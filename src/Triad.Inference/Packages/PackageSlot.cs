using Triad.Core.Embedding;
using Triad.Core.Errors;

namespace Triad.Inference.Packages;

/// <summary>What is known of one package, loaded or not. What concerns its memory is guarded by the lock of the <see cref="PackageRoom"/>.</summary>
internal sealed class PackageSlot(string name, PackageRoom room)
{
    private static readonly TimeSpan RetryFailedAfter = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private volatile ResidentEmbedder? _embedder;
    private Task<Result>? _loading;
    private Error? _failure;
    private long _failedAt;

    /// <summary>The package's id.</summary>
    public string Name => name;

    /// <summary>The package, while it is loaded.</summary>
    public LoadedPackage? Package { get; set; }

    /// <summary>Calls that use it now.</summary>
    public int Calls { get; set; }

    /// <summary>The memory that is booked for it: while it is loaded, while it is loading, and until it is unloaded to the end.</summary>
    public long Bytes { get; set; }

    /// <summary>What it took when it was loaded last; 0 where that was never.</summary>
    public long MeasuredBytes { get; set; }

    /// <summary>Time stamp of its loading, or of the last time that it was asked to leave in vain: its turn begins there.</summary>
    public long LoadedAt { get; set; }

    /// <summary>Time stamp of the last call's begin or end.</summary>
    public long UsedAt { get; set; }

    /// <summary>True where it takes no more calls, since another package waits for its room.</summary>
    public bool Leaving { get; set; }

    /// <summary>What callers hold, loaded or not; null until it was loaded for the first time.</summary>
    public ResidentEmbedder? Embedder => _embedder;

    /// <summary>Keeps what was loaded, for callers that come. Who holds an embedder of a package that was replaced is told so.</summary>
    public void Know(IEmbedder loaded)
    {
        if (_embedder is { } known && known.Model.Space == loaded.Model.Space)
            known.Renew(loaded);
        else
            _embedder = new ResidentEmbedder(this, room, loaded);
    }

    /// <summary>Loads, or joins who does. It goes on where its callers leave; a failure is told for a while before it is tried again.</summary>
    public Task<Result> LoadOnceAsync(Func<Task<Result>> loadAsync, TimeProvider time)
    {
        lock (_lock)
        {
            if (_loading is { IsCompleted: false })
                return _loading;
            if (_failure is { } failure && time.GetElapsedTime(_failedAt) < RetryFailedAfter)
                return Task.FromResult(Result.Fail(failure));
            _failure = null;
            return _loading = Task.Run(loadAsync);
        }
    }

    /// <summary>Notes an attempt that failed because of the package itself.</summary>
    public void Fail(Error failure, long at)
    {
        lock (_lock)
            (_failure, _failedAt) = (failure, at);
    }
}
