using Triad.Cli.Connection;
using Triad.Client;
using Triad.Evaluation;

namespace Triad.Cli.Evaluation;

/// <summary>The platform that serves already.</summary>
internal sealed class RunningPlatform(ConnectionSettings connection) : IEvaluationPlatform
{
    public string? Package => null;

    public bool EndsWithRun => false;

    public TriadClient Connect(string? key) => (connection with { Key = key ?? connection.Key, Tenant = null }).Connect();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
