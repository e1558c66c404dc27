using System.Collections.Frozen;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Triad.Inference.Text.Unicode;

/// <summary>The tables of normalisation form KC (Unicode 14.0, Standard Annex 15), made by nfkc_table.py beside it.</summary>
internal sealed class NfkcTable
{
    private const string Resource = "Triad.Inference.Text.Unicode.nfkc.bin";
    private static readonly Lazy<NfkcTable> Shared = new(Load);

    private NfkcTable(
        FrozenDictionary<int, int[]> decompositions,
        FrozenDictionary<int, int> classes,
        FrozenDictionary<(int First, int Second), int> compositions)
    {
        Decompositions = decompositions;
        Classes = classes;
        Compositions = compositions;
    }

    /// <summary>The table, read on first use.</summary>
    public static NfkcTable Instance => Shared.Value;

    /// <summary>Full compatibility decompositions, without Hangul.</summary>
    public FrozenDictionary<int, int[]> Decompositions { get; }

    /// <summary>Combining classes that are not 0.</summary>
    public FrozenDictionary<int, int> Classes { get; }

    /// <summary>Canonical compositions, without Hangul.</summary>
    public FrozenDictionary<(int First, int Second), int> Compositions { get; }

    private static NfkcTable Load()
    {
        using var resource = typeof(NfkcTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var inflated = new MemoryStream();
        using (var zlib = new ZLibStream(resource, CompressionMode.Decompress)) zlib.CopyTo(inflated);
        var numbers = new Queue<int>(MemoryMarshal.Cast<byte, int>(inflated.ToArray()).ToArray());
        var decompositions = new Dictionary<int, int[]>();
        for (var left = numbers.Dequeue(); left > 0; left--)
        {
            var (point, parts) = (numbers.Dequeue(), new int[numbers.Dequeue()]);
            for (var i = 0; i < parts.Length; i++)
                parts[i] = numbers.Dequeue();
            decompositions.Add(point, parts);
        }

        var classes = new Dictionary<int, int>();
        for (var left = numbers.Dequeue(); left > 0; left--)
            classes.Add(numbers.Dequeue(), numbers.Dequeue());
        var compositions = new Dictionary<(int, int), int>();
        for (var left = numbers.Dequeue(); left > 0; left--)
            compositions.Add((numbers.Dequeue(), numbers.Dequeue()), numbers.Dequeue());
        return new NfkcTable(decompositions.ToFrozenDictionary(), classes.ToFrozenDictionary(), compositions.ToFrozenDictionary());
    }
}
