namespace Orleans.Configuration;

/// <summary>Settings of the storage in memory.</summary>
public class MemoryGrainStorageOptions
{
    /// <summary>Real Orleans spreads the states over so many grains; one process needs none.</summary>
    public int NumStorageGrains { get; set; } = 10;
}
