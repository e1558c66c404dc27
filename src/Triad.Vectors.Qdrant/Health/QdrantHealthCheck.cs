using Microsoft.Extensions.Diagnostics.HealthChecks;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Collections;

namespace Triad.Vectors.Qdrant.Health;

/// <summary>
/// Healthy while Qdrant answers in a version that will do, with collections of ours or none. The result's data has the reason of a
/// problem: INTERNAL is one that no waiting mends.
/// </summary>
internal sealed class QdrantHealthCheck(QdrantCalls calls, CollectionKeeper collections, QdrantVectorsOptions options) : IHealthCheck
{
    private const string Reason = "reason";

    private volatile bool _isFit;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var version = await calls.VersionAsync(cancellationToken);
        var problem = version.IsOk ? ServerVersion.Check(version.Value, options.Endpoint) : version.Error;
        if (problem is null && !_isFit)
        {
            // Once: later ones are looked at when they are opened.
            problem = await collections.CheckFitAsync(cancellationToken);
            _isFit = problem is null;
        }

        return problem is null
            ? HealthCheckResult.Healthy($"Qdrant {version.Value} at {options.Endpoint}")
            : new HealthCheckResult(
                context.Registration.FailureStatus,
                problem.Message,
                data: new Dictionary<string, object> { [Reason] = problem.Reason });
    }
}
