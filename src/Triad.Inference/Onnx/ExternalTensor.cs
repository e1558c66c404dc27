namespace Triad.Inference.Onnx;

/// <summary>A weight that lies in a file beside its graph.</summary>
/// <param name="Name">The weight's name.</param>
/// <param name="File">The file, as the graph states it.</param>
/// <param name="Offset">Where it begins in the file; -1 where what the graph states is no number.</param>
/// <param name="Length">How many bytes it has there by the graph; -1 where the graph states a length that is no number, null where it states none.</param>
/// <param name="ElementType">ONNX TensorProto.DataType.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record ExternalTensor(string Name, string File, long Offset, long? Length, int ElementType, IReadOnlyList<long> Shape)
{
    /// <summary>Bytes that a weight of its shape and type has; null for a type whose size is not known.</summary>
    public Int128? Bytes => OnnxTensor.SizeOf(ElementType) is { } size ? Shape.Aggregate((Int128)size, (product, axis) => product * axis) : null;

    /// <summary>Shape and type as people read them.</summary>
    public string Shown => $"[{string.Join(", ", Shape)}] of {OnnxTensor.TypeName(ElementType)}";
}
