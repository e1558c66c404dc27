namespace Triad.Doubles.Queries;

/// <summary>Which of two answers comes first.</summary>
internal enum ScoreOrder
{
    LargerFirst,
    SmallerFirst,
}
