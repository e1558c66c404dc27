using Triad.Vectors.Rows;

namespace Triad.Vectors.Graphs;

/// <summary>A graph whose nodes are rows in memory. Rows that are not in it are scanned.</summary>
internal sealed class RowGraph
{
    private const int BitsOfAWord = 64;
    private const int BytesOfAPlace = 16;

    private readonly RowPlace[] _places;
    private readonly Dictionary<RowChunk, ulong[]> _covered = [];
    private readonly Dictionary<RowChunk, int> _countOf = [];

    /// <summary>Finds the rows of a graph's nodes.</summary>
    /// <param name="content">The graph.</param>
    /// <param name="chunks">The set of rows.</param>
    /// <param name="find">The live row of a vector's id; null where there is none in the graph's set of rows.</param>
    public RowGraph(GraphContent content, IReadOnlyList<RowChunk> chunks, Func<GraphKey, RowPlace?> find)
    {
        Content = content;
        _places = new RowPlace[content.Keys.Count];
        for (var key = 0; key < _places.Length; key++)
        {
            if (find(content.Keys[key]) is not { } place)
                continue;
            if (!_covered.TryGetValue(place.Chunk, out var rows))
                _covered[place.Chunk] = rows = new ulong[(place.Chunk.Capacity + BitsOfAWord - 1) / BitsOfAWord];

            // A vector that went and came again has two nodes: one stands for its row, the other for nothing.
            if (IsCovered(rows, place.Row))
                continue;
            _places[key] = place;
            rows[place.Row / BitsOfAWord] |= 1UL << (place.Row % BitsOfAWord);
            _countOf[place.Chunk] = _countOf.GetValueOrDefault(place.Chunk) + 1;
            Covered++;
        }

        foreach (var chunk in chunks)
        {
            Rows += chunk.Count;
            var covered = CoveredOf(chunk);
            for (var row = 0; row < chunk.Count; row++)
                Missing += chunk.Life(row) is (_, RowChunk.Never, RowChunk.Never) && (covered is null || !IsCovered(covered, row)) ? 1 : 0;
        }
    }

    public GraphContent Content { get; }

    /// <summary>Rows that it has.</summary>
    public int Covered { get; }

    /// <summary>Rows that the set had when the graph came to it.</summary>
    public long Rows { get; }

    /// <summary>Live ones among them that the graph does not have.</summary>
    public long Missing { get; }

    /// <summary>True where so many of its nodes stand for nothing that it is better built anew.</summary>
    public bool IsStale => Covered < _places.Length - (_places.Length / 4);

    public long Bytes => Content.Bytes + ((long)_places.Length * BytesOfAPlace);

    /// <summary>The row of a node; null where it stands for nothing any more.</summary>
    public RowPlace? Place(int key) => _places[key] is { Chunk: not null } place ? place : null;

    /// <summary>A bit a row: whether the graph has it. Null where it has none of the chunk.</summary>
    public ulong[]? CoveredOf(RowChunk chunk) => _covered.GetValueOrDefault(chunk);

    /// <summary>True where it has all of the first rows of a chunk.</summary>
    public bool Covers(RowChunk chunk, int rows) => _countOf.GetValueOrDefault(chunk) == rows;

    /// <summary>Whether a row of a chunk is among those of <see cref="CoveredOf"/>.</summary>
    public static bool IsCovered(ulong[] covered, int row) => (covered[row / BitsOfAWord] >> (row % BitsOfAWord) & 1) != 0;
}
