using Microsoft.Extensions.Logging;

namespace Triad.Cli.Output;

/// <summary>What parts of the platform that run in this process warn of, such as what an endpoint said: lines on standard error.</summary>
internal sealed class CommandLog(CommandOutput output) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            output.Warn(formatter(state, exception));
    }

    public void Dispose()
    {
        // The output is the command's.
    }
}
