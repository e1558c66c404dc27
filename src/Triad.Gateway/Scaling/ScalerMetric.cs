namespace Triad.Gateway.Scaling;

/// <summary>What of the ingest queue a pool is scaled by.</summary>
internal enum ScalerMetric
{
    /// <summary>Videos that may be taken, and those in work.</summary>
    Jobs,

    /// <summary>Seconds that the oldest video has been waiting.</summary>
    Age,

    /// <summary>Seconds that the videos of <see cref="Jobs"/> will take a host, by what videos took lately.</summary>
    Work,
}
