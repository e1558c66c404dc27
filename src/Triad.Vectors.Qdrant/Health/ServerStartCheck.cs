using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Vectors.Qdrant.Collections;

namespace Triad.Vectors.Qdrant.Health;

/// <summary>
/// Looks at the server's version at start. One that is too old stops the start; one that is down may come later, and is looked at then.
/// </summary>
internal sealed partial class ServerStartCheck(CollectionKeeper collections, ILogger<ServerStartCheck> logger) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await collections.CheckServerAsync(cancellationToken) is not { } problem)
            return;
        if (problem.Reason == ErrorReason.Internal)
            throw new InvalidOperationException(problem.Message);
        LogNotThere(logger, problem.Message);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Warning, "Vectors cannot be searched or written yet: {Problem}")]
    private static partial void LogNotThere(ILogger logger, string problem);
}
