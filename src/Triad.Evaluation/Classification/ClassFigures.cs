namespace Triad.Evaluation.Classification;

/// <summary>The figures of one label: of the items for which it is right, shares in [0, 1].</summary>
public sealed record ClassFigures(int Items, double Top1, double Top5);
