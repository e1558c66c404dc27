namespace Triad.Core.Indexing;

/// <summary>What a reader promises about writes that run beside its searches.</summary>
public enum VectorConsistency
{
    /// <summary>
    /// A search sees every write that was acknowledged before it began, and may see parts of later ones. It cannot look back: <see cref="VectorQuery.AsOf"/>
    /// and <see cref="VectorQuery.After"/> are refused, and who pages keeps the ranking of page one.
    /// </summary>
    Committed,

    /// <summary>
    /// A search sees each write wholly or not at all, and looks back where it is asked to: with <see cref="VectorQuery.AsOf"/> it sees what an earlier
    /// one saw, less what was deleted since, so that pages fit together.
    /// </summary>
    Snapshot,
}
