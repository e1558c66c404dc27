namespace Triad.Grains.Abstractions.Searches;

/// <summary>How the parts of a query become one vector.</summary>
public enum SearchComposition
{
    /// <summary>Fused where the model can, else late.</summary>
    Auto,

    /// <summary>One pass of the fusion transformer over all parts with positive weight.</summary>
    Fused,

    /// <summary>The weighted sum of the parts' embeddings.</summary>
    Late,
}
