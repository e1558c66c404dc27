namespace Triad.Benchmarks.Crash;

/// <summary>A file of the load.</summary>
/// <param name="Number">Tells the clips apart in the journal.</param>
/// <param name="Content">The bytes.</param>
/// <param name="Captions">SubRip, or null.</param>
internal sealed record CrashClip(int Number, byte[] Content, byte[]? Captions);
