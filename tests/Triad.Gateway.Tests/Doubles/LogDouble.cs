using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Triad.Gateway.Tests.Doubles;

/// <summary>Keeps what was logged as an error: a test that did not expect it fails.</summary>
internal sealed class LogDouble : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _errors = new();

    /// <summary>Set by tests that provoke errors.</summary>
    public bool ExpectsErrors { get; set; }

    public IReadOnlyCollection<string> Errors => _errors;

    public IEnumerable<string> UnexpectedErrors => ExpectsErrors ? [] : _errors;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            _errors.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
