namespace Triad.Inference.Text.HuggingFace.Models;

/// <summary>Pieces with their scores, sorted, to find all those that a text goes on with.</summary>
internal sealed class PieceTable
{
    private readonly string[] _pieces;
    private readonly (int Id, double Score)[] _values;

    public PieceTable(IEnumerable<(string Piece, int Id, double Score)> pieces)
    {
        var sorted = pieces.OrderBy(piece => piece.Piece, StringComparer.Ordinal).ToArray();
        _pieces = [.. sorted.Select(piece => piece.Piece)];
        _values = [.. sorted.Select(piece => (piece.Id, piece.Score))];
    }

    /// <summary>The pieces that a text begins with, shortest first.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Is told the length of each, its id and its score.</param>
    public void FindPrefixes(ReadOnlySpan<char> text, Action<int, int, double> found)
    {
        var (low, high) = (0, _pieces.Length);
        for (var length = 1; length <= text.Length && low < high; length++)
        {
            var next = text[length - 1];
            low = Bound(low, high, length, next, after: false);
            high = Bound(low, high, length, next, after: true);
            if (low < high && _pieces[low].Length == length)
                found(length, _values[low].Id, _values[low].Score);
        }
    }

    // All pieces of the range share the characters before the last one, and are in the order of that one.
    private int Bound(int low, int high, int length, char next, bool after)
    {
        while (low < high)
        {
            var middle = (low + high) / 2;
            var piece = _pieces[middle];
            if (piece.Length < length || piece[length - 1] < next || (after && piece[length - 1] == next))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
