using Microsoft.Extensions.Diagnostics.HealthChecks;
using Triad.Vectors.Qdrant.Calls;

namespace Triad.Vectors.Qdrant.Health;

/// <summary>Healthy while Qdrant answers in a version that will do.</summary>
internal sealed class QdrantHealthCheck(QdrantCalls calls, QdrantVectorsOptions options) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var version = await calls.VersionAsync(cancellationToken);
        var problem = version.IsOk ? ServerVersion.Check(version.Value, options.Endpoint) : version.Error;
        return problem is null
            ? HealthCheckResult.Healthy($"Qdrant {version.Value}")
            : new HealthCheckResult(context.Registration.FailureStatus, problem.Message);
    }
}
