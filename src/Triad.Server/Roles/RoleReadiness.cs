using Triad.Gateway.Health;
using Triad.Grains.Roles;

namespace Triad.Server.Roles;

/// <summary>
/// Which roles of this process can do their work now, and whether what they need outside of it is there. The process is ready when all is.
/// </summary>
internal sealed class RoleReadiness
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, bool?> _serving;
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HealthBoard _board;
    private bool _isStopping;

    /// <param name="roles">The roles of the process.</param>
    /// <param name="needs">Names of what it needs beside them.</param>
    /// <param name="board">Where the world is told.</param>
    /// <param name="lifetime">Tells when the process ends.</param>
    public RoleReadiness(PlatformRoles roles, IEnumerable<string> needs, HealthBoard board, IHostApplicationLifetime lifetime)
    {
        _board = board;
        _serving = ServerRoles.Names.Where(role => roles.HasFlag(role.Key))
            .Select(role => role.Value)
            .Concat(needs)
            .ToDictionary(name => name, _ => (bool?)null);
        foreach (var name in _serving.Keys)
            board.Report(name, false);
        lifetime.ApplicationStopping.Register(Stop);
    }

    /// <summary>Ends when every role and need has said for the first time how it is.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Says how a role is; one that this process does not have is passed over.</summary>
    public void Report(PlatformRoles role, bool serving) => Report(ServerRoles.Names[role], serving);

    /// <summary>Says how a role or need is, by its name.</summary>
    public void Report(string name, bool serving)
    {
        lock (_gate)
        {
            if (!_serving.ContainsKey(name))
                return;
            _serving[name] = serving;
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
        foreach (var (name, serving) in _serving)
            _board.Report(name, serving == true && !_isStopping);
        _board.Report(HealthBoard.Readiness, _serving.Values.All(value => value == true) && !_isStopping);
    }
}
