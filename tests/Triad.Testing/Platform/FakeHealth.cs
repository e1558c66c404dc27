using Grpc.Core;
using Grpc.Health.V1;

namespace Triad.Testing.Platform;

/// <summary>A platform that is well.</summary>
internal sealed class FakeHealth : Health.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        Task.FromResult(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving });
}
