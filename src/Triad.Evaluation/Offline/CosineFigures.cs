namespace Triad.Evaluation.Offline;

/// <summary>How close two sides' vectors of one kind are.</summary>
/// <param name="Vectors">How many were compared.</param>
/// <param name="Missing">How many only one side has.</param>
/// <param name="MinCosine">The lowest cosine; 1 where none was compared.</param>
public sealed record CosineFigures(int Vectors, int Missing, double MinCosine);
