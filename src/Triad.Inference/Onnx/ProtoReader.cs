using System.Buffers.Binary;
using System.Text;

namespace Triad.Inference.Onnx;

/// <summary>Walks the fields of one protobuf message, bounds-checked: graph files are looked at before native code sees them.</summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The current field's number.</summary>
    public int Field { get; private set; }

    /// <summary>The current field's value where it is a varint, else 0.</summary>
    public ulong Number { get; private set; }

    /// <summary>The current field's bytes where it is a text, bytes, a message or packed numbers; else empty.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The current field's bytes as text.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Goes to the next field.</summary>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        var tag = ReadVarint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        Number = 0;
        Bytes = default;
        switch ((int)(tag & 7))
        {
            case Varint: Number = ReadVarint(); break;
            case Fixed64: Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8)); break;
            case Fixed32: Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4)); break;
            case LengthDelimited: Bytes = Take(ReadVarint()); break;
            default: throw new InvalidDataException("The file is not an ONNX model: a field has an unknown wire type.");
        }

        return true;
    }

    /// <summary>Reads the next of packed numbers.</summary>
    /// <returns>False at their end.</returns>
    /// <exception cref="InvalidDataException">The bytes are no packed numbers.</exception>
    public bool NextNumber(out ulong value)
    {
        value = 0;
        if (_rest.IsEmpty)
            return false;
        value = ReadVarint();
        return true;
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
            throw new InvalidDataException("The file is not an ONNX model, or it is cut short.");
        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException("The file is not an ONNX model: a number has no end.");
    }
}
