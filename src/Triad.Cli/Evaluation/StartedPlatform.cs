using Triad.Cli.Platform;
using Triad.Client;
using Triad.Evaluation;

namespace Triad.Cli.Evaluation;

/// <summary>A platform of the run's own.</summary>
internal sealed class StartedPlatform(LocalPlatform platform, string package) : IEvaluationPlatform
{
    public string? Package => package;

    public bool EndsWithRun => true;

    public TriadClient Connect(string? key) => platform.Connect(key);

    public ValueTask DisposeAsync() => platform.DisposeAsync();
}
