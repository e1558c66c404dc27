namespace Triad.Benchmarks.Crash;

/// <summary>What can be wrong after a kill.</summary>
internal enum FindingKind
{
    /// <summary>Something acknowledged is missing.</summary>
    Lost,

    /// <summary>Something is there that was never tried, or seen not to be.</summary>
    Phantom,

    /// <summary>Something is there twice.</summary>
    Duplicate,

    /// <summary>Something deleted is there again.</summary>
    Resurrected,

    /// <summary>A call failed in a way that a kill does not explain, or the server did not start.</summary>
    Fault,
}
