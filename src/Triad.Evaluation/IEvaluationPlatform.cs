using Triad.Client;

namespace Triad.Evaluation;

/// <summary>The platform that a run asks.</summary>
public interface IEvaluationPlatform : IAsyncDisposable
{
    /// <summary>The package that the run's tenant is made with; null for the platform's own choice.</summary>
    string? Package { get; }

    /// <summary>Whether it was started for the run and ends with it.</summary>
    bool EndsWithRun { get; }

    /// <summary>A client with a key; without one the operator's.</summary>
    TriadClient Connect(string? key);
}
