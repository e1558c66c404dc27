namespace Triad.Inference.Onnx;

/// <summary>An input or output that a graph file declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">ONNX TensorProto.DataType; 0 where it is no tensor.</param>
/// <param name="Dimensions">Fixed sizes; null where one is dynamic. Null where the file states no shape at all.</param>
internal sealed record OnnxTensor(string Name, int ElementType, IReadOnlyList<long?>? Dimensions)
{
    /// <summary>TensorProto.DataType of float32.</summary>
    public const int Float = 1;

    /// <summary>TensorProto.DataType of int64.</summary>
    public const int Int64 = 7;

    /// <summary>The name of an element type.</summary>
    public static string TypeName(int type) => type switch
    {
        0 => "no tensor",
        Float => "float32",
        2 => "uint8",
        3 => "int8",
        6 => "int32",
        Int64 => "int64",
        9 => "bool",
        10 => "float16",
        11 => "float64",
        16 => "bfloat16",
        _ => $"type {type}",
    };
}
