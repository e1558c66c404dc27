namespace Triad.Grains;

/// <summary>The names of the storage providers that the grains need.</summary>
public static class GrainStorageNames
{
    /// <summary>Durable state of all grains.</summary>
    public const string Grains = "grains";
}
