using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Triad.Inference.Text.HuggingFace.Normalizers;

/// <summary>
/// SentencePiece's <c>precompiled_charsmap</c>: the size of a trie in bytes, the trie as a double array (of Darts-clone), and the
/// replacements, each ended by a zero byte. A leaf of the trie says where its replacement begins.
/// </summary>
internal sealed class CharacterMap
{
    private readonly uint[] _units;
    private readonly byte[] _replacements;

    private CharacterMap(uint[] units, byte[] replacements) => (_units, _replacements) = (units, replacements);

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">The bytes are none.</exception>
    public static CharacterMap Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(uint))
            throw new InvalidDataException("The table is too short.");
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (size == 0 || size % sizeof(uint) != 0 || size > bytes.Length - sizeof(uint))
            throw new InvalidDataException("The table's trie has no size that fits.");
        var trie = bytes.Slice(sizeof(uint), (int)size);
        var units = MemoryMarshal.Cast<byte, uint>(trie).ToArray();
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(units, units);
        return new CharacterMap(units, bytes[(sizeof(uint) + trie.Length)..].ToArray());
    }

    /// <summary>The replacement of the shortest entry that some bytes begin with; null where there is none.</summary>
    public string? Find(ReadOnlySpan<byte> key)
    {
        var node = Offset(_units[0]);
        foreach (var next in key)
        {
            node ^= next;
            if (next == 0 || node >= _units.Length || Label(_units[node]) != next)
                return null;
            var unit = _units[node];
            node ^= Offset(unit);
            if (HasLeaf(unit))
                return node < _units.Length ? At(_units[node] & 0x7FFFFFFF) : null;
        }

        return null;
    }

    private string? At(uint start)
    {
        if (start >= _replacements.Length)
            return null;
        var rest = _replacements.AsSpan((int)start);
        var end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    private static bool HasLeaf(uint unit) => ((unit >> 8) & 1) == 1;

    private static uint Label(uint unit) => unit & 0x800000FF;

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & (1 << 9)) >> 6);
}
