namespace Triad.Persistence.GrainState;

/// <summary>What is around a stored state.</summary>
/// <param name="Format">How the rest is to be read.</param>
/// <param name="Type">The state's type, for people.</param>
/// <param name="State">The state.</param>
internal sealed record StateEnvelope<T>(int Format, string Type, T? State);
