using System.Buffers.Binary;

namespace Triad.Inference.Kinds.Remote.Media;

/// <summary>Writes the chunks of a RIFF file: WAV and AVI are such.</summary>
internal sealed class RiffWriter
{
    private readonly MemoryStream _file = new();

    /// <summary>Where the next byte goes.</summary>
    public int Position => (int)_file.Position;

    /// <summary>Writes a chunk that holds others.</summary>
    /// <param name="name">RIFF or LIST.</param>
    /// <param name="kind">What it is a list of.</param>
    /// <param name="inner">Writes what it holds.</param>
    public void List(ReadOnlySpan<byte> name, ReadOnlySpan<byte> kind, Action inner)
    {
        _file.Write(name);
        var length = Position;
        Number(0);
        _file.Write(kind);
        inner();
        var end = Position;
        _file.Position = length;
        Number(end - length - 4);
        _file.Position = end;
    }

    /// <summary>Writes a chunk.</summary>
    public void Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        _file.Write(name);
        Number(content.Length);
        _file.Write(content);
        if (content.Length % 2 != 0)
            _file.WriteByte(0);
    }

    /// <summary>The file.</summary>
    public byte[] ToArray() => _file.ToArray();

    /// <summary>Numbers of 32 bits, end to end.</summary>
    public static byte[] Numbers(params ReadOnlySpan<int> values)
    {
        var bytes = new byte[values.Length * sizeof(int)];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), values[i]);
        return bytes;
    }

    private void Number(int value) => _file.Write(Numbers(value));
}
