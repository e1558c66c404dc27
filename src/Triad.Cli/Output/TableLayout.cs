namespace Triad.Cli.Output;

/// <summary>Which columns of a table are shown, and how wide each of them is.</summary>
internal sealed record TableLayout(IReadOnlyList<int> Columns, IReadOnlyList<int> Widths);
