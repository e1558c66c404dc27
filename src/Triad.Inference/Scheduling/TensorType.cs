namespace Triad.Inference.Scheduling;

/// <summary>What a graph's input holds.</summary>
internal enum TensorType
{
    /// <summary>Single precision.</summary>
    Float32,

    /// <summary>Whole numbers of 64 bits.</summary>
    Int64,

    /// <summary>Whole numbers of 32 bits.</summary>
    Int32,

    /// <summary>Truth values.</summary>
    Bool,
}
