using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.Extensions.Hosting;
using Triad.Gateway.Calls;

namespace Triad.Gateway.Health;

/// <summary>The standard health service over the board.</summary>
internal sealed class HealthApi(HealthBoard board, IHostApplicationLifetime lifetime) : Grpc.Health.V1.Health.HealthBase
{
    private readonly HealthServiceImpl _service = board.Service;

    /// <inheritdoc/>
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) => _service.Check(request, context);

    /// <inheritdoc/>
    public override async Task Watch(
        HealthCheckRequest request,
        IServerStreamWriter<HealthCheckResponse> responseStream,
        ServerCallContext context)
    {
        // A server that stops ends its streams: they would hold it up.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        await _service.Watch(request, responseStream, new EndedCallContext(context, end.Token));
        end.Token.ThrowIfCancellationRequested();
    }
}
