namespace Triad.Client;

/// <summary>What an erasure has found in a store, and what it left.</summary>
/// <param name="Name">The store, such as <c>vectors</c> or <c>media-originals</c>.</param>
/// <param name="Unit">What is counted, for people.</param>
/// <param name="Before">How much there was.</param>
/// <param name="After">How much there is.</param>
public sealed record ErasedStore(string Name, string Unit, long Before, long After);
