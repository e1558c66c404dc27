namespace Triad.Inference.Hub.Downloads;

/// <summary>Which model of the catalogue suits a machine, and what a package is good for.</summary>
public static class ModelAdvice
{
    // Decoding, the index and the rest of the platform need memory beside the model.
    private const double Headroom = 1.5;

    /// <summary>The package that comes with the platform, for trying it out.</summary>
    public const string Toy = "triad-mini";

    private const string ToyIsGoodFor = "trying the platform out: it knows a generated world of shapes and tones, and nothing of real footage";

    /// <summary>The first model for real footage that fits a machine; null for none.</summary>
    /// <param name="models">The catalogue.</param>
    /// <param name="memoryBytes">The machine's memory.</param>
    /// <param name="hasGpu">Whether graphs run on a GPU.</param>
    public static OfferedModel? For(IReadOnlyList<OfferedModel> models, long memoryBytes, bool hasGpu) => models.FirstOrDefault(model =>
        model.Footage is { } need && (need == FootageNeed.Cpu || hasGpu) && model.MemoryBytes * Headroom <= memoryBytes);

    /// <summary>What a package is good for, in a sentence; null where the catalogue does not know it.</summary>
    public static string? GoodFor(IReadOnlyList<OfferedModel> models, string package) => package == Toy
        ? ToyIsGoodFor
        : models.FirstOrDefault(model => model.Name == package) is { } known ? string.Join("; ", known.Good) : null;
}
