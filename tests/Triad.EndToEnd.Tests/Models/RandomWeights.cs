using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Triad.EndToEnd.Tests.Models;

/// <summary>A package of the same shape whose weights say nothing: every float tensor of its graphs is shuffled.</summary>
internal static class RandomWeights
{
    // Field numbers of onnx.proto: ModelProto.graph, GraphProto.initializer, TensorProto.data_type and raw_data.
    private const int Graph = 7;
    private const int Initializer = 5;
    private const int DataType = 2;
    private const int RawData = 9;
    private const ulong Float32 = 1;

    /// <summary>Copies a package, shuffles its weights and writes the new hashes.</summary>
    public static void Make(string source, string target, int seed)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));

        var manifestPath = Path.Combine(target, "model.json");
        var manifest = JsonNode.Parse(File.ReadAllText(manifestPath))!;
        var random = new Random(seed);
        foreach (var (_, graph) in manifest["graphs"]!.AsObject())
        {
            var file = graph!["file"]!.GetValue<string>();
            var path = Path.Combine(target, file);
            var bytes = File.ReadAllBytes(path);
            foreach (var (start, length) in FloatTensors(bytes))
                random.Shuffle(MemoryMarshal.Cast<byte, float>(bytes.AsSpan(start, length)));
            File.WriteAllBytes(path, bytes);
            manifest["sha256"]![file] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        }

        File.WriteAllText(manifestPath, manifest.ToJsonString());
    }

    private static List<(int Start, int Length)> FloatTensors(byte[] model)
    {
        var found = new List<(int, int)>();
        foreach (var graph in Fields(model, 0, model.Length).Where(field => field.Number == Graph))
        {
            foreach (var tensor in Fields(model, graph.Start, graph.Length).Where(field => field.Number == Initializer))
            {
                var fields = Fields(model, tensor.Start, tensor.Length).ToList();
                if (fields.Any(field => field.Number == DataType && field.Value == Float32))
                    found.AddRange(fields.Where(field => field.Number == RawData).Select(field => (field.Start, field.Length)));
            }
        }

        return found;
    }

    private static IEnumerable<(int Number, ulong Value, int Start, int Length)> Fields(byte[] bytes, int start, int length)
    {
        var position = start;
        while (position < start + length)
        {
            var tag = Varint(bytes, ref position);
            var number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    yield return (number, Varint(bytes, ref position), 0, 0);
                    break;
                case 2:
                    var size = (int)Varint(bytes, ref position);
                    yield return (number, 0, position, size);
                    position += size;
                    break;
                default:
                    position += (tag & 7) == 1 ? sizeof(ulong) : sizeof(uint);
                    break;
            }
        }
    }

    private static ulong Varint(byte[] bytes, ref int position)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
