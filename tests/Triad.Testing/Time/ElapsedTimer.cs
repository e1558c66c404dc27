namespace Triad.Testing.Time;

/// <summary>A timer that has nothing left to do.</summary>
internal sealed class ElapsedTimer : ITimer
{
    public bool Change(TimeSpan dueTime, TimeSpan period) => true;

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
