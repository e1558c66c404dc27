namespace Triad.Inference.Hub;

/// <summary>What a concept package is to be made of.</summary>
/// <param name="Classifier">An ONNX file, or the folder of a package of the kind classifier.</param>
/// <param name="Labels">The file of the labels, .json or .csv; null where the classifier's package has them.</param>
/// <param name="Text">The folder of a package of the kind text.</param>
/// <param name="Target">The package's folder, which must not be there yet. Its name becomes the package's id.</param>
public sealed record ConceptRequest(string Classifier, string? Labels, string Text, string Target)
{
    /// <summary>How many of the most probable classes count.</summary>
    public int Top { get; init; } = 100;

    /// <summary>What logits are divided by; null for 2 where one class of several is there, else 1.</summary>
    public double? Temperature { get; init; }

    /// <summary>What is subtracted from texts and media.</summary>
    public ConceptBackground Background { get; init; } = ConceptBackground.Labels;

    /// <summary>
    /// The folder of a concept package over the same text encoder whose background is taken; null for an own one. Vectors of several packages
    /// can be compared where they have one origin: sounds then find pictures.
    /// </summary>
    public string? BackgroundOf { get; init; }

    /// <summary>A file of texts, one a line, whose mean is subtracted from texts instead; null for none.</summary>
    public string? BackgroundTexts { get; init; }

    /// <summary>How an ONNX file is used; a package says so itself.</summary>
    public ClassifierSettings Settings { get; init; } = new();

    /// <summary>The licence of the classifier's weights; a package says so itself.</summary>
    public string Licence { get; init; } = "not stated";

    /// <summary>Where the classifier comes from; null for its file.</summary>
    public string? Origin { get; init; }
}
