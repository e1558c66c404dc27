namespace Triad.Core.Scores;

/// <summary>
/// What scores of unrelated things are like, before a tenant's own are known: a package brings it for each representation and kind of query.
/// </summary>
/// <param name="Mean">Their mean, in [-1, 1].</param>
/// <param name="Deviation">Their standard deviation, greater than 0.</param>
public readonly record struct ScorePrior(double Mean, double Deviation);
