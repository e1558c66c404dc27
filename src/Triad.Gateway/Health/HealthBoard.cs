using Grpc.HealthCheck;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Triad.Gateway.Health;

/// <summary>What serves now, by name. Roles of the process report here; the health service tells the world.</summary>
public sealed class HealthBoard
{
    /// <summary>The process runs; false only while it cannot be helped but by a restart.</summary>
    public const string Liveness = "liveness";

    /// <summary>All roles of the process can do their work.</summary>
    public const string Readiness = "readiness";

    // The empty name means the whole process. The gateway's services do their work when all roles can.
    private readonly string[] _followersOfReadiness;

    /// <summary>A process that runs and is not ready yet.</summary>
    /// <param name="servesApi">True where the process serves the gateway's services, which can then be asked for by their names.</param>
    public HealthBoard(bool servesApi = true)
    {
        _followersOfReadiness = servesApi
            ? ["", V1.TenantService.Descriptor.FullName, V1.LibraryService.Descriptor.FullName, V1.SearchService.Descriptor.FullName]
            : [""];
        Report(Liveness, true);
        Report(Readiness, false);
    }

    /// <summary>The service that answers with what was reported.</summary>
    public HealthServiceImpl Service { get; } = new();

    /// <summary>True while all roles of the process can do their work.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Reports whether a name serves: a role ("gateway", "silo", "embed"), liveness or readiness, which the gRPC services follow.</summary>
    public void Report(string name, bool serving)
    {
        var status = serving ? ServingStatus.Serving : ServingStatus.NotServing;
        Service.SetStatus(name, status);
        if (name == Readiness)
            IsReady = serving;
        foreach (var follower in name == Readiness ? _followersOfReadiness : [])
            Service.SetStatus(follower, status);
    }
}
