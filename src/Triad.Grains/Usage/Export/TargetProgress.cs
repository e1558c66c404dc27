using Triad.Core.Errors;
using Triad.Core.Usage.Export;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Grains.Usage.Export;

/// <summary>How a target does, and when it is asked again after a failure: later each time, up to five minutes.</summary>
internal sealed class TargetProgress(IUsageSink sink)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private long _pending;
    private long _sent;
    private DateTimeOffset? _succeededAt;
    private string? _problem;
    private int _tries;
    private DateTimeOffset? _nextTry;

    public bool IsDue(DateTimeOffset now) => !(_nextTry > now);

    public void Sent(long events, DateTimeOffset now)
    {
        _sent += events;
        (_succeededAt, _problem, _tries, _nextTry) = (now, null, 0, null);
    }

    public void Left(long events) => _pending = events;

    public void Failed(Error error, DateTimeOffset now)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(_tries, 20));
        _tries++;
        _problem = error.Message;
        pause = pause < LongestPause ? pause : LongestPause;
        _nextTry = now + (error.RetryAfter > pause ? error.RetryAfter.Value : pause);
    }

    public ExportTargetStatus ToStatus() => new(sink.Name, sink.Kind, _pending, _sent, _succeededAt, _problem, _tries, _nextTry);
}
