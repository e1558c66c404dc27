using Grpc.Health.V1;

namespace Triad.Gateway.Health;

/// <summary>What serves now, by name. Roles of the process report here; the health service tells the world.</summary>
/// <param name="servesApi">True where the process serves the gateway's services, which can then be asked for by their names.</param>
public sealed class HealthBoard(bool servesApi = true)
{
    /// <summary>The process runs; false only while it cannot be helped but by a restart.</summary>
    public const string Liveness = "liveness";

    /// <summary>All roles of the process can do their work.</summary>
    public const string Readiness = "readiness";

    // The gateway's services do their work when all roles can.
    private static readonly HashSet<string> Services = new(
        [V1.TenantService.Descriptor.FullName, V1.LibraryService.Descriptor.FullName, V1.SearchService.Descriptor.FullName],
        StringComparer.Ordinal);

    private readonly HashSet<string> _services = servesApi ? Services : [];
    private readonly Lock _gate = new();
    private readonly Dictionary<string, bool> _serving = new(StringComparer.Ordinal) { [Liveness] = true, [Readiness] = false };
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Reports whether a name serves: a role ("gateway", "silo", "embed"), liveness or readiness, which the gRPC services follow.</summary>
    public void Report(string name, bool serving)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (_serving.TryGetValue(name, out var before) && before == serving)
                return;
            _serving[name] = serving;
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    /// <summary>The status of a name (empty: readiness), or SERVICE_UNKNOWN, and a task that ends with the next change of anything.</summary>
    internal (HealthCheckResponse.Types.ServingStatus Status, Task Changed) Look(string name)
    {
        lock (_gate)
        {
            var known = _serving.TryGetValue(name.Length == 0 || _services.Contains(name) ? Readiness : name, out var serving);
            return (known ? StatusOf(serving) : HealthCheckResponse.Types.ServingStatus.ServiceUnknown, _changed.Task);
        }
    }

    /// <summary>Every name with its status.</summary>
    public IReadOnlyDictionary<string, HealthCheckResponse.Types.ServingStatus> All()
    {
        lock (_gate)
            return _serving
                .Concat(_services.Select(service => KeyValuePair.Create(service, _serving[Readiness])))
                .ToDictionary(entry => entry.Key, entry => StatusOf(entry.Value), StringComparer.Ordinal);
    }

    private static HealthCheckResponse.Types.ServingStatus StatusOf(bool serving) =>
        serving ? HealthCheckResponse.Types.ServingStatus.Serving : HealthCheckResponse.Types.ServingStatus.NotServing;
}
