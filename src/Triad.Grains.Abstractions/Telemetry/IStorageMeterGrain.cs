using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Telemetry;

/// <summary>Counts what all tenants have stored: the one place of a platform that does. Key: 0.</summary>
[Alias("triad.IStorageMeterGrain")]
public interface IStorageMeterGrain : IGrainWithIntegerKey
{
    /// <summary>Counts where it is time; asked by every process from time to time, so that there is somebody who counts.</summary>
    [Alias("Count")]
    Task<Result> CountAsync(CancellationToken cancellationToken);
}
