namespace Triad.Cli.Searching;

/// <summary>A vector as <c>triad embed --json</c> prints it.</summary>
internal sealed record VectorFile(float[]? Values, string? Space);
