using System.Collections.Frozen;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Triad.Core.Text;

/// <summary>The tables of normalisation forms C and KC (Unicode 14.0, Standard Annex 15), made by unicode_table.py beside it.</summary>
internal sealed class UnicodeTable
{
    private const string Resource = "Triad.Core.Text.unicode.bin";
    private static readonly Lazy<UnicodeTable> Shared = new(Load);

    /// <summary>The table, read on first use.</summary>
    public static UnicodeTable Instance => Shared.Value;

    /// <summary>Full compatibility decompositions, without Hangul.</summary>
    public required FrozenDictionary<int, int[]> Compatible { get; init; }

    /// <summary>Full canonical decompositions, without Hangul.</summary>
    public required FrozenDictionary<int, int[]> Canonical { get; init; }

    /// <summary>Combining classes that are not 0.</summary>
    public required FrozenDictionary<int, int> Classes { get; init; }

    /// <summary>Canonical compositions, without Hangul.</summary>
    public required FrozenDictionary<(int First, int Second), int> Compositions { get; init; }

    private static UnicodeTable Load()
    {
        using var resource = typeof(UnicodeTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var inflated = new MemoryStream();
        using (var zlib = new ZLibStream(resource, CompressionMode.Decompress))
            zlib.CopyTo(inflated);
        var numbers = new Queue<int>(MemoryMarshal.Cast<byte, int>(inflated.ToArray()).ToArray());
        return new UnicodeTable
        {
            Compatible = ReadDecompositions(numbers),
            Canonical = ReadDecompositions(numbers),
            Classes = Rows(numbers).ToFrozenDictionary(_ => numbers.Dequeue(), _ => numbers.Dequeue()),
            Compositions = Rows(numbers).ToFrozenDictionary(_ => (numbers.Dequeue(), numbers.Dequeue()), _ => numbers.Dequeue()),
        };
    }

    private static FrozenDictionary<int, int[]> ReadDecompositions(Queue<int> numbers)
    {
        var decompositions = new Dictionary<int, int[]>();
        foreach (var _ in Rows(numbers))
        {
            var (point, parts) = (numbers.Dequeue(), new int[numbers.Dequeue()]);
            for (var i = 0; i < parts.Length; i++)
                parts[i] = numbers.Dequeue();
            decompositions.Add(point, parts);
        }

        return decompositions.ToFrozenDictionary();
    }

    private static IEnumerable<int> Rows(Queue<int> numbers) => Enumerable.Range(0, numbers.Dequeue());
}
