namespace Triad.Inference.Hosting;

/// <summary>How much memory model packages may take, and how long they stay loaded.</summary>
public sealed record PackageMemoryOptions
{
    /// <summary>Most memory of all loaded packages in mebibytes; 0 takes 60 % of what the process may have.</summary>
    public long MaxMebibytes { get; set; }

    /// <summary>How long a package stays loaded that nobody uses; 0 never unloads one for that. At most 30 days.</summary>
    public TimeSpan UnloadAfter { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a package waits for room before its callers are told to come again; 1 s to 10 min.</summary>
    public TimeSpan RoomWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most bytes of all loaded packages.</summary>
    internal long Most => MaxMebibytes > 0 ? MaxMebibytes << 20 : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 10 * 6;
}
