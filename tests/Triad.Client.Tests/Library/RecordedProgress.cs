namespace Triad.Client.Tests.Library;

/// <summary>Keeps what was reported, in order.</summary>
internal sealed class RecordedProgress<T>(Action<T>? then = null) : IProgress<T>
{
    public List<T> Reports { get; } = [];

    public void Report(T value)
    {
        Reports.Add(value);
        then?.Invoke(value);
    }
}
