using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Concept;

/// <summary>Reads what model.json says of a package of the kind <c>concept</c>.</summary>
internal static class ConceptManifestReader
{
    private const int MostClasses = 100_000;

    /// <summary>Reads the kind's fields; what is wrong is noted there.</summary>
    public static ConceptManifest Read(ManifestObject root)
    {
        var section = root.Object("concepts");
        var manifest = new ConceptManifest
        {
            File = section?.FileName("file") ?? "",
            Labels = section?.FileName("labels") ?? "",
            Top = section?.Integer("top", 1, MostClasses) ?? 1,
            Temperature = section?.Number("temperature", 0.01, 100) ?? 1,
            Pool = section?.Choice("pool", ("vectors", ConceptPool.Vectors), ("scores", ConceptPool.Scores)) ?? ConceptPool.Vectors,
        };
        section?.Close();
        return manifest;
    }
}
