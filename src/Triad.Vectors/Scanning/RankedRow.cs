using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>A row with its score and the number of the group that it stands for.</summary>
internal readonly record struct RankedRow(float Score, RowPlace Place, int Group)
{
    /// <summary>The one order of hits: greater scores first, equal ones by ascending id.</summary>
    public bool IsBetterThan(RankedRow other) =>
        Score > other.Score || (Score == other.Score && Place.Info.Id.CompareTo(other.Place.Info.Id) < 0);
}
