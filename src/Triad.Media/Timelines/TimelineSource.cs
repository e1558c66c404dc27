using Triad.Core.Errors;

namespace Triad.Media.Timelines;

/// <summary>A file's time line, scanned when it is first asked for: most files never jump, and are not scanned.</summary>
/// <param name="known">The time line, where it was scanned already; else null.</param>
/// <param name="scan">Scans the file.</param>
internal sealed class TimelineSource(Timeline? known, Func<CancellationToken, Task<Result<Timeline>>> scan)
{
    private Task<Result<Timeline>>? _scan = known is null ? null : Task.FromResult<Result<Timeline>>(known);

    /// <summary>The time line, where it was scanned; else null.</summary>
    public Timeline? Known => _scan is { IsCompletedSuccessfully: true, Result: { IsOk: true, Value: var timeline } } ? timeline : null;

    /// <summary>The time line; or why the file cannot be scanned.</summary>
    public Task<Result<Timeline>> GetAsync(CancellationToken cancellationToken) => _scan ??= scan(cancellationToken);
}
