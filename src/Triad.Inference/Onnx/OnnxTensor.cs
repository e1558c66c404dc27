namespace Triad.Inference.Onnx;

/// <summary>An input or output that a graph file declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">ONNX TensorProto.DataType; 0 where it is no tensor.</param>
/// <param name="Dimensions">Fixed sizes; null where one is dynamic. Null where the file states no shape at all.</param>
internal sealed record OnnxTensor(string Name, int ElementType, IReadOnlyList<long?>? Dimensions)
{
    /// <summary>TensorProto.DataType of float32.</summary>
    public const int Float = 1;

    /// <summary>TensorProto.DataType of int32.</summary>
    public const int Int32 = 6;

    /// <summary>TensorProto.DataType of int64.</summary>
    public const int Int64 = 7;

    /// <summary>TensorProto.DataType of truth values.</summary>
    public const int Bool = 9;

    /// <summary>TensorProto.DataType of float16.</summary>
    public const int Float16 = 10;

    /// <summary>Bytes of an element; null for types that have no fixed number, or none that is known here.</summary>
    public static int? SizeOf(int type) => type switch
    {
        2 or 3 or Bool => 1,
        4 or 5 or Float16 or 16 => 2,
        Float or Int32 or 12 => 4,
        Int64 or 11 or 13 => 8,
        _ => null,
    };

    /// <summary>The name of an element type.</summary>
    public static string TypeName(int type) => type switch
    {
        0 => "no tensor",
        Float => "float32",
        2 => "uint8",
        3 => "int8",
        Int32 => "int32",
        Int64 => "int64",
        Bool => "bool",
        Float16 => "float16",
        11 => "float64",
        16 => "bfloat16",
        _ => $"type {type}",
    };
}
