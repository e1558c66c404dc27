using Triad.Gateway.Health;
using Triad.Grains.Roles;

namespace Triad.Server.Roles;

/// <summary>Which roles of this process can do their work now. The process is ready when all can.</summary>
internal sealed class RoleReadiness
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PlatformRoles, bool?> _serving;
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HealthBoard _board;
    private bool _isStopping;

    public RoleReadiness(PlatformRoles roles, HealthBoard board, IHostApplicationLifetime lifetime)
    {
        _board = board;
        _serving = ServerRoles.Names.Keys.Where(role => roles.HasFlag(role)).ToDictionary(role => role, _ => (bool?)null);
        foreach (var role in _serving.Keys)
            board.Report(ServerRoles.Names[role], false);
        lifetime.ApplicationStopping.Register(Stop);
    }

    /// <summary>Ends when every role has said for the first time how it is.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Says how a role is; one that this process does not have is passed over.</summary>
    public void Report(PlatformRoles role, bool serving)
    {
        lock (_gate)
        {
            if (!_serving.ContainsKey(role))
                return;
            _serving[role] = serving;
            Tell();
            if (_serving.Values.All(value => value is not null))
                _settled.TrySetResult();
        }
    }

    // The load balancer's next look finds nobody here, while calls on their way go on.
    private void Stop()
    {
        lock (_gate)
        {
            _isStopping = true;
            Tell();
        }
    }

    private void Tell()
    {
        foreach (var (role, serving) in _serving)
            _board.Report(ServerRoles.Names[role], serving == true && !_isStopping);
        _board.Report(HealthBoard.Readiness, _serving.Values.All(value => value == true) && !_isStopping);
    }
}
