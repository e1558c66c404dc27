namespace Triad.Client;

/// <summary>How the parts of a query become one vector.</summary>
public enum Composition
{
    /// <summary>Fused where the model package can, else late.</summary>
    Auto = 0,

    /// <summary>One pass of the fusion transformer over the tokens of all positive parts.</summary>
    Fused = 1,

    /// <summary>The normalised weighted sum of the parts' embeddings.</summary>
    Late = 2,
}
