using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>Settings of the storage in memory.</summary>
public class MemoryGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>Real Orleans spreads the states over so many grains; one process needs none.</summary>
    public int NumStorageGrains { get; set; } = 10;

    /// <summary>Real Orleans writes states with it; the stand-in copies them through their annotated members.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = default!;
}
