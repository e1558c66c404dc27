namespace Triad.Benchmarks.Hostile.Files;

/// <summary>One file that an attacker might send.</summary>
/// <param name="Family">What kind of attack it is, for the report.</param>
/// <param name="Name">The name that is given at the upload.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record HostileFile(string Family, string Name, byte[] Bytes);
