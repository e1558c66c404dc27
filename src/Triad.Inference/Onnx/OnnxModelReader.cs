using System.Globalization;
using System.Runtime.InteropServices;

namespace Triad.Inference.Onnx;

/// <summary>
/// Reads the parts of an ONNX file (onnx.proto of ONNX 1.x) that a package is checked by: operator sets, inputs and outputs with their
/// shapes, files of external weights, and whether a weight is not a number.
/// </summary>
internal sealed class OnnxModelReader
{
    private const int MaxDepth = 32;

    private readonly Dictionary<string, long> _opsets = new(StringComparer.Ordinal);
    private readonly List<OnnxTensor> _inputs = [];
    private readonly List<OnnxTensor> _outputs = [];
    private readonly HashSet<string> _initialisers = new(StringComparer.Ordinal);
    private readonly List<ExternalTensor> _external = [];
    private readonly List<string> _notANumber = [];
    private readonly HashSet<string> _operators = new(StringComparer.Ordinal);

    private OnnxModelReader()
    {
    }

    /// <summary>Reads a file's content.</summary>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static OnnxModel Read(ReadOnlySpan<byte> file)
    {
        var reader = new OnnxModelReader();
        reader.ReadModel(file);
        var inputs = reader._inputs.Where(input => !reader._initialisers.Contains(input.Name));
        return new OnnxModel(reader._opsets, [.. inputs], reader._outputs, reader._external, reader._notANumber, reader._operators);
    }

    private void ReadModel(ReadOnlySpan<byte> message)
    {
        var fields = new ProtoReader(message);
        while (fields.Next())
        {
            if (fields.Field == 7)
                ReadGraph(fields.Bytes, 0);
            else if (fields.Field == 8)
                ReadOpset(fields.Bytes);
        }
    }

    private void ReadOpset(ReadOnlySpan<byte> message)
    {
        var (domain, version) = ("", 0L);
        var fields = new ProtoReader(message);
        while (fields.Next())
        {
            if (fields.Field == 1)
                domain = fields.Text;
            else if (fields.Field == 2)
                version = (long)fields.Number;
        }

        _opsets[domain == "ai.onnx" ? "" : domain] = version;
    }

    private void ReadGraph(ReadOnlySpan<byte> message, int depth)
    {
        if (depth > MaxDepth)
            throw new InvalidDataException("The model's graphs are nested too deeply.");
        var fields = new ProtoReader(message);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: ReadNode(fields.Bytes, depth); break;
                case 5: ReadTensor(fields.Bytes, depth == 0); break;
                case 11 when depth == 0: _inputs.Add(ReadValue(fields.Bytes)); break;
                case 12 when depth == 0: _outputs.Add(ReadValue(fields.Bytes)); break;
                default: break;
            }
        }
    }

    private void ReadNode(ReadOnlySpan<byte> message, int depth)
    {
        var fields = new ProtoReader(message);
        while (fields.Next())
        {
            if (fields.Field == 4)
                _operators.Add(fields.Text);
            if (fields.Field != 5)
                continue;
            var attribute = new ProtoReader(fields.Bytes);
            while (attribute.Next())
            {
                if (attribute.Field is 5 or 10)
                    ReadTensor(attribute.Bytes, false);
                else if (attribute.Field is 6 or 11)
                    ReadGraph(attribute.Bytes, depth + 1);
            }
        }
    }

    private void ReadTensor(ReadOnlySpan<byte> message, bool initialiser)
    {
        var (name, type, broken) = ("", 0, false);
        var raw = default(ReadOnlySpan<byte>);
        var shape = new List<long>();
        var external = new Dictionary<string, string>(StringComparer.Ordinal);
        var fields = new ProtoReader(message);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: ReadSizes(fields, shape); break;
                case 2: type = (int)fields.Number; break;
                case 4 when fields.Bytes.IsEmpty: broken |= float.IsNaN(BitConverter.UInt32BitsToSingle((uint)fields.Number)); break;
                case 4: broken |= HoldsNotANumber(fields.Bytes); break;
                case 8: name = fields.Text; break;
                case 9: raw = fields.Bytes; break;
                case 13: ReadEntry(fields.Bytes, external); break;
                default: break;
            }
        }

        if (initialiser)
            _initialisers.Add(name);
        if (external.TryGetValue("location", out var file))
            _external.Add(new ExternalTensor(name, file, Whole(external.GetValueOrDefault("offset", "0")), external.TryGetValue("length", out var length) ? Whole(length) : null, type, shape));
        if (broken || (type == OnnxTensor.Float && HoldsNotANumber(raw)) || (type == OnnxTensor.Float16 && HoldsNotAHalf(raw)))
            _notANumber.Add(name);
    }

    // Packed or one by one, as the writer liked.
    private static void ReadSizes(ProtoReader field, List<long> shape)
    {
        if (field.Bytes.IsEmpty)
            shape.Add((long)field.Number);
        else
        {
            var sizes = new ProtoReader(field.Bytes);
            while (sizes.NextNumber(out var size))
                shape.Add((long)size);
        }
    }

    private static long Whole(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;

    private static bool HoldsNotAHalf(ReadOnlySpan<byte> raw)
    {
        foreach (var value in MemoryMarshal.Cast<byte, Half>(raw))
            if (Half.IsNaN(value))
                return true;
        return false;
    }

    private static bool HoldsNotANumber(ReadOnlySpan<byte> raw)
    {
        foreach (var value in MemoryMarshal.Cast<byte, float>(raw))
            if (float.IsNaN(value))
                return true;
        return false;
    }

    private static void ReadEntry(ReadOnlySpan<byte> message, Dictionary<string, string> entries)
    {
        var (key, value) = ("", "");
        var fields = new ProtoReader(message);
        while (fields.Next())
        {
            if (fields.Field == 1)
                key = fields.Text;
            else if (fields.Field == 2)
                value = fields.Text;
        }

        entries[key] = value;
    }

    private static OnnxTensor ReadValue(ReadOnlySpan<byte> message)
    {
        var tensor = new OnnxTensor("", 0, null);
        var fields = new ProtoReader(message);
        while (fields.Next())
        {
            if (fields.Field == 1)
                tensor = tensor with { Name = fields.Text };
            else if (fields.Field == 2)
                tensor = ReadType(fields.Bytes, tensor);
        }

        return tensor;
    }

    private static OnnxTensor ReadType(ReadOnlySpan<byte> message, OnnxTensor tensor)
    {
        var type = new ProtoReader(message);
        while (type.Next())
        {
            if (type.Field != 1)
                continue;
            var fields = new ProtoReader(type.Bytes);
            while (fields.Next())
            {
                if (fields.Field == 1)
                    tensor = tensor with { ElementType = (int)fields.Number };
                else if (fields.Field == 2)
                    tensor = tensor with { Dimensions = ReadShape(fields.Bytes) };
            }
        }

        return tensor;
    }

    private static List<long?> ReadShape(ReadOnlySpan<byte> message)
    {
        var dimensions = new List<long?>();
        var shape = new ProtoReader(message);
        while (shape.Next())
        {
            if (shape.Field != 1)
                continue;
            long? size = null;
            var fields = new ProtoReader(shape.Bytes);
            while (fields.Next())
                if (fields.Field == 1)
                    size = (long)fields.Number;
            dimensions.Add(size);
        }

        return dimensions;
    }
}
