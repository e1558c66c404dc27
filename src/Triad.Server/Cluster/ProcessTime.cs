using System.Diagnostics;

namespace Triad.Server.Cluster;

/// <summary>
/// Time stamps that count from the process's start. Orleans' watchdog may look for the first time before it has set its mark, which is 0
/// then: by a clock that counts from the machine's start it would report a stall as long as the machine runs.
/// </summary>
internal sealed class ProcessTime : TimeProvider
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public override long GetTimestamp() => Stopwatch.GetTimestamp() - _start;
}
