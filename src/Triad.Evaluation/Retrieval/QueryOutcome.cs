using Triad.Evaluation.Offline;

namespace Triad.Evaluation.Retrieval;

/// <summary>What came of a query.</summary>
/// <param name="Rank">The rank of the right answer, counted from 1; infinity where it could not be found or the query could not be asked.</param>
/// <param name="Difference">How the ranking differs from the one computed offline; null where it is not compared.</param>
public sealed record QueryOutcome(double Rank, RankingDifference? Difference = null);
