using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Text.Json;

namespace Triad.Inference.Kinds.Remote;

/// <summary>Reads an answer: so many vectors of so many numbers, each with a direction; anything else is refused.</summary>
/// <param name="form">How it is written.</param>
/// <param name="size">Numbers that a vector must have; null where that is what is asked.</param>
/// <param name="errors">What failures are called.</param>
internal sealed class RemoteAnswer(Forms.IRemoteForm form, int? size, RemoteErrors errors)
{
    private const int BytesPerNumber = 64;
    private const int MostUnknown = 65_536;
    private const int OtherBytes = 1 << 16;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <summary>The most bytes that an answer may have.</summary>
    public int MostBytes(int inputs) =>
        (int)Math.Min(OtherBytes + ((long)inputs * (size ?? MostUnknown) * BytesPerNumber), int.MaxValue / 2);

    /// <summary>The vectors of an answer.</summary>
    public RemoteReply Read(ReadOnlyMemory<byte> json, IReadOnlyList<RemoteInput> inputs)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var elements = form.Read(document.RootElement);
            if (elements.Count != inputs.Count)
                return errors.Malformed($"has {elements.Count} vectors for {inputs.Count} inputs");
            var vectors = new List<float[]>();
            for (var i = 0; i < elements.Count; i++)
            {
                var vector = Numbers(elements[i]);
                if (size is { } expected && vector.Length != expected)
                    return RemoteReply.Never(errors.Unusable(
                        $"gives vectors of {vector.Length} numbers, and the package states {expected}",
                        "Check the fields 'model', 'dimensions' and 'embedding_size'."));
                if (WhyNone(vector) is { } problem)
                    return errors.NoVector(problem, inputs[i]);
                vectors.Add(vector);
            }

            return new RemoteReply(vectors, null);
        }
        catch (JsonException)
        {
            return errors.Malformed("is no JSON, or has numbers that are none (NaN)");
        }
        catch (FormatException exception)
        {
            return errors.Malformed(exception.Message);
        }
    }

    private static string? WhyNone(float[] vector) => TensorPrimitives.Norm<float>(vector) switch
    {
        var norm when !float.IsFinite(norm) => "a vector with numbers that are not finite",
        < 1e-12f => "a vector without a length",
        _ => null,
    };

    // Some servers give base64 of little-endian floats although they were asked for numbers.
    private static float[] Numbers(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            if (!element.TryGetBytesFromBase64(out var bytes) || bytes.Length % sizeof(float) != 0)
                throw new FormatException("has a vector that is neither a list of numbers nor base64 of them");
            return [.. Enumerable.Range(0, bytes.Length / sizeof(float))
                .Select(i => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float))))];
        }

        if (element.ValueKind != JsonValueKind.Array)
            throw new FormatException("has a vector that is no list of numbers");
        var vector = new float[element.GetArrayLength()];
        var at = 0;
        foreach (var number in element.EnumerateArray())
            vector[at++] = number.ValueKind switch
            {
                JsonValueKind.Number => (float)number.GetDouble(),
                JsonValueKind.Null => float.NaN,
                _ => throw new FormatException("has a vector that is no list of numbers"),
            };
        return vector;
    }
}
