namespace Triad.Cli.Output;

/// <summary>Progress told on the thread that makes it, in its order, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class ImmediateProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
