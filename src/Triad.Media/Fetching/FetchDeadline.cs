using Triad.Core.Errors;

namespace Triad.Media.Fetching;

/// <summary>When a fetch ends at the latest: by its time, or by its caller.</summary>
internal sealed class FetchDeadline : IDisposable
{
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _patience;
    private readonly CancellationTokenSource _end;

    public FetchDeadline(TimeSpan timeout, TimeProvider time, CancellationToken caller)
    {
        (_timeout, _caller) = (timeout, caller);
        _patience = new CancellationTokenSource(timeout, time);
        _end = CancellationTokenSource.CreateLinkedTokenSource(caller, _patience.Token);
    }

    /// <summary>Ends what is under way.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>True where the caller has given up.</summary>
    public bool IsCallersEnd => _caller.IsCancellationRequested;

    /// <summary>It took too long.</summary>
    public Error TimedOut(string field, string address) => Error.Of(
        ErrorReason.TimedOut, field, address, FormattableString.Invariant($"did not answer within {_timeout.TotalSeconds:0.###} s"), "Have it answer faster.");

    public void Dispose()
    {
        _end.Dispose();
        _patience.Dispose();
    }
}
