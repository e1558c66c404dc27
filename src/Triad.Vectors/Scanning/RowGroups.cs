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
    /// For each group whether it was on an earlier page: one that has a row at the cursor or before it, whatever else of it comes after,
    /// and whichever leg the row belongs to.
    /// </summary>
    public bool[] UpTo(ScoreCursor cursor, SearchScores scores)
    {
        var groups = new bool[_byVideo ? numbers.Video : numbers.Segment];
        foreach (var view in scores.Views)
        {
            for (var place = Next(view, 0); place < view.Count; place = Next(view, place + 1))
            {
                var (row, score) = (view.From + place, scores.Exact(view, place));
                if (score > cursor.Score || (score == cursor.Score && view.Chunk.Info(row).Id.CompareTo(cursor.Id) <= 0))
                    groups[Of(view.Chunk, row)] = true;
            }
        }

        return groups;

        int Next(in LegView view, int from) => scores.NextAtLeast(view, from, cursor.Score);
    }
}
