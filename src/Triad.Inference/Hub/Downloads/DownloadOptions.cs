namespace Triad.Inference.Hub.Downloads;

/// <summary>How patient downloads are.</summary>
public sealed record DownloadOptions
{
    /// <summary>Attempts at one request that bring nothing new, before it is given up.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The pause after the first attempt that fails; it doubles after each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause, also where a server asks for a longer one.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a server may send nothing.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The bytes that stay free on the disk.</summary>
    public long FreeBytes { get; init; } = 256L << 20;
}
