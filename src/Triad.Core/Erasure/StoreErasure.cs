namespace Triad.Core.Erasure;

/// <summary>What an erasure has found in a store, and what it left.</summary>
/// <param name="Name">The store: <see cref="IErasableStore.Name"/>.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Before">How much there was when the subject was closed to everybody.</param>
/// <param name="After">How much there was at the end.</param>
public sealed record StoreErasure(string Name, string Unit, long Before, long After);
