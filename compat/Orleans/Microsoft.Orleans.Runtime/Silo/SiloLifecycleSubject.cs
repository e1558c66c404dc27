using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <inheritdoc cref="ISiloLifecycle"/>
public class SiloLifecycleSubject(ILogger<SiloLifecycleSubject> logger) : LifecycleSubject(logger), ISiloLifecycle
{
    /// <inheritdoc/>
    public int HighestCompletedStage { get; private set; } = int.MinValue;

    /// <inheritdoc/>
    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    /// <inheritdoc/>
    protected override void OnStartStageCompleted(int stage) => HighestCompletedStage = stage;

    /// <inheritdoc/>
    protected override void OnStopStageCompleted(int stage) => LowestStoppedStage = stage;
}
