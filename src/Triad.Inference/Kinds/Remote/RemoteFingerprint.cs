using System.Numerics.Tensors;
using System.Text.Json;

namespace Triad.Inference.Kinds.Remote;

/// <summary>
/// The vector that the endpoint gave of <see cref="RemoteProbe"/> when the package was made. Another model behind the same address would
/// fill a tenant's index with vectors of another space: it is found out at the start.
/// </summary>
internal static class RemoteFingerprint
{
    /// <summary>The usual name of the file.</summary>
    public const string FileName = "fingerprint.json";

    // Other machines and batches round differently; another model is far away.
    private const float Same = 0.99f;

    /// <summary>The content of the file.</summary>
    public static byte[] Write(float[] vector) => [.. JsonSerializer.SerializeToUtf8Bytes(vector), (byte)'\n'];

    /// <summary>Reads the file.</summary>
    /// <returns>Null where it is no list of numbers.</returns>
    public static float[]? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<float[]>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>True where two vectors are of one model.</summary>
    public static bool IsSame(float[] stored, float[] given) =>
        stored.Length == given.Length && TensorPrimitives.CosineSimilarity<float>(stored, given) >= Same;
}
