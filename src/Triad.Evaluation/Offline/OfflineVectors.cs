using System.Runtime.InteropServices;
using System.Text.Json;
using Triad.Client;
using Triad.Evaluation.Retrieval;

namespace Triad.Evaluation.Offline;

/// <summary>The vectors that the offline measurement computed: of every segment of every item by mask, and of every caption.</summary>
internal sealed class OfflineVectors
{
    private readonly int _size;
    private readonly Dictionary<string, float[]> _values = [];
    private readonly Dictionary<string, (int Owner, int Segment)[]> _rows = [];

    private OfflineVectors(int size) => _size = size;

    public static OfflineVectors Read(string folder)
    {
        using var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "vectors.json")));
        var vectors = new OfflineVectors(index.RootElement.GetProperty("size").GetInt32());
        foreach (var mask in index.RootElement.GetProperty("rows").EnumerateObject())
        {
            vectors._values[mask.Name] = [.. MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, $"{mask.Name}.f32")))];
            vectors._rows[mask.Name] = [.. mask.Value.EnumerateArray().Select(row => (row[0].GetInt32(), row[1].GetInt32()))];
        }

        return vectors;
    }

    /// <summary>The masks of items that there are.</summary>
    public IEnumerable<string> ItemMasks => _rows.Keys.Where(mask => mask != "t");

    /// <summary>The vectors of an item, or of a caption for the mask <c>t</c>, by segment.</summary>
    public IReadOnlyDictionary<int, float[]> Of(string mask, int owner)
    {
        var found = new Dictionary<int, float[]>();
        for (var row = FirstRow(mask, owner); row < _rows[mask].Length && _rows[mask][row].Owner == owner; row++)
        {
            if (!float.IsNaN(Row(mask, row)[0]))
                found[_rows[mask][row].Segment] = Row(mask, row).ToArray();
        }

        return found;
    }

    /// <summary>The offline score of everything that a direction looks for, for one of its queries; empty where that cannot be asked.</summary>
    public IReadOnlyDictionary<int, double> Scores(Direction direction, int query)
    {
        var asked = Of(direction.Query.ToShortName(), query).Values.ToList();
        return asked.Count == 0 ? new Dictionary<int, double>() : Scores(MeanDirection(asked), direction.Target.ToShortName());
    }

    private Dictionary<int, double> Scores(double[] query, string mask)
    {
        var scores = new Dictionary<int, double>();
        for (var i = 0; i < _rows[mask].Length; i++)
        {
            if (float.IsNaN(Row(mask, i)[0]))
                continue;
            var row = Row(mask, i);
            var score = 0.0;
            for (var j = 0; j < row.Length; j++)
                score += query[j] * row[j];
            var owner = _rows[mask][i].Owner;
            scores[owner] = scores.TryGetValue(owner, out var best) ? Math.Max(best, score) : score;
        }

        return scores;
    }

    private static double[] MeanDirection(List<float[]> vectors)
    {
        var mean = new double[vectors[0].Length];
        foreach (var vector in vectors)
        {
            for (var i = 0; i < mean.Length; i++)
                mean[i] += vector[i];
        }

        var length = Math.Sqrt(mean.Sum(value => value * value));
        return [.. mean.Select(value => value / length)];
    }

    private ReadOnlySpan<float> Row(string mask, int row) => _values[mask].AsSpan(row * _size, _size);

    /// <summary>Rows are in the order of their owners.</summary>
    private int FirstRow(string mask, int owner)
    {
        var rows = _rows[mask];
        var (low, high) = (0, rows.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rows[middle].Owner < owner)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
