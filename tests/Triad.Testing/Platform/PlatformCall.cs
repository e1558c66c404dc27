namespace Triad.Testing.Platform;

/// <summary>A call that the fake platform received.</summary>
public sealed record PlatformCall(string Method, string? Authorization, DateTime Deadline);
