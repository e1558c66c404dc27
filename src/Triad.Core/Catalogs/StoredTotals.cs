namespace Triad.Core.Catalogs;

/// <summary>What the videos of a tenant come to.</summary>
/// <param name="Videos">How many there are.</param>
/// <param name="Bytes">Bytes of their uploads.</param>
public readonly record struct StoredTotals(long Videos, long Bytes);
