using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A log that is kept line by line.</summary>
internal sealed class LineLog(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue(formatter(state, exception));

    public void Dispose()
    {
        // Nothing to give back.
    }
}
