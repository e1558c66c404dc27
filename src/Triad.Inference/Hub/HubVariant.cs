namespace Triad.Inference.Hub;

/// <summary>The numbers that a graph's weights are kept in. The hub has a file of each beside the others.</summary>
public enum HubVariant
{
    /// <summary>Single precision.</summary>
    Fp32,

    /// <summary>Half precision.</summary>
    Fp16,

    /// <summary>Whole numbers of 8 bits.</summary>
    Int8,

    /// <summary>Whole numbers of 4 bits.</summary>
    Q4,
}
