namespace Triad.Inference.Kinds.Text;

/// <summary>How the vectors of a text's tokens become one.</summary>
internal enum Pooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The first one.</summary>
    Cls,
}
