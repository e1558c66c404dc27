using Triad.Core.Indexing;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>What rows are grouped by in a search.</summary>
internal sealed class RowGroups(HitGrouping grouping, RowNumbers numbers)
{
    private readonly bool _byVideo = grouping == HitGrouping.Video;

    /// <summary>The number of a row's group.</summary>
    public int Of(RowChunk chunk, int row) => _byVideo ? chunk.Video(row) : chunk.Segment(row);

    /// <summary>
    /// For each group whether it was on an earlier page: one that has a row at the cursor or before it, whatever else of it comes after, and whichever
    /// leg the row belongs to.
    /// </summary>
    public bool[] UpTo(ScoreCursor cursor, List<LegView> views, float[] scores)
    {
        var groups = new bool[_byVideo ? numbers.Video : numbers.Segment];
        foreach (var (_, view, start) in views)
        {
            var own = scores.AsSpan(start, view.Count);
            for (var row = ScoreSearch.NextAtLeast(own, 0, cursor.Score); row < own.Length; row = ScoreSearch.NextAtLeast(own, row + 1, cursor.Score))
                if (own[row] > cursor.Score || view.Chunk.Info(row).Id.CompareTo(cursor.Id) <= 0)
                    groups[Of(view.Chunk, row)] = true;
        }

        return groups;
    }
}
