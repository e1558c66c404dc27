namespace Triad.Testing.GrainState;

/// <summary>A positional record within a state.</summary>
public sealed record SampleItem(string Key, int? Value);
