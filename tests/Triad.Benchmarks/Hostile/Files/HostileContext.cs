namespace Triad.Benchmarks.Hostile.Files;

/// <summary>What files are made of.</summary>
/// <param name="Clips">Sound files to spoil.</param>
/// <param name="Url">An address on this machine that nobody may ask.</param>
/// <param name="Path">A file on this machine that nobody may open.</param>
internal sealed record HostileContext(IReadOnlyList<Clip> Clips, string Url, string Path);
