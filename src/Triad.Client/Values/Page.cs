namespace Triad.Client;

/// <summary>One page of a list.</summary>
/// <param name="Items">What is on it; it may be fewer than asked for while there is a next page.</param>
/// <param name="NextPageToken">Asks for the next page of the same list; null on the last one. Lives 10 minutes.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextPageToken)
{
    internal static Page<T> Of<TWire>(IEnumerable<TWire> items, Func<TWire, T> fromWire, string next) =>
        new([.. items.Select(fromWire)], next.Length == 0 ? null : next);
}
