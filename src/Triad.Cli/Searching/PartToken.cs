using System.CommandLine;

namespace Triad.Cli.Searching;

/// <summary>A part of a query as it stands on the command line.</summary>
/// <param name="Symbol">The option or argument that it was given to.</param>
/// <param name="Value">What was given.</param>
/// <param name="Weight">The weight behind it; null without one.</param>
internal sealed record PartToken(Symbol Symbol, string Value, double? Weight);
