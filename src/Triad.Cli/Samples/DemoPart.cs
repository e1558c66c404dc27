namespace Triad.Cli.Samples;

/// <summary>A part of a query: words, or a file below the samples' folder; one of them is given.</summary>
internal sealed record DemoPart(string? Text, string? Audio, string? Image, string? Video, string? Stored, double Weight = 1);
