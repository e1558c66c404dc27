namespace Triad.Benchmarks.Crash;

/// <summary>When in the life of a server it is killed.</summary>
internal enum KillPhase
{
    /// <summary>While it starts.</summary>
    Starting,

    /// <summary>When it is ready: it takes up what was cut short, and is checked.</summary>
    Recovering,

    /// <summary>Under load.</summary>
    Working,
}
