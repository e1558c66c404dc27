using Grpc.Core;
using Grpc.Health.V1;
using Triad.Client.Calls;

namespace Triad.Client;

/// <summary>Asks <c>grpc.health.v1</c>. Needs no key.</summary>
public sealed class HealthClient
{
    /// <summary>The name under which the platform says whether it can serve.</summary>
    public const string Readiness = "readiness";

    /// <summary>The name under which the platform says whether it runs.</summary>
    public const string Liveness = "liveness";

    private readonly Grpc.Health.V1.Health.HealthClient _wire;
    private readonly CallRunner _calls;

    internal HealthClient(CallInvoker invoker, CallRunner calls)
    {
        _wire = new Grpc.Health.V1.Health.HealthClient(invoker);
        _calls = calls;
    }

    /// <summary>Whether a service says that it serves.</summary>
    /// <param name="service"><see cref="Readiness"/>, <see cref="Liveness"/> or a service's full name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">The platform cannot be reached or does not know the name.</exception>
    public async Task<bool> IsServingAsync(string service = Readiness, CancellationToken cancellationToken = default)
    {
        var request = new HealthCheckRequest { Service = service };
        var response = await _calls.UnaryAsync(
            options => _wire.CheckAsync(request, options), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
        return response.Status == HealthCheckResponse.Types.ServingStatus.Serving;
    }
}
