using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Keys;

/// <summary>The names of the scopes that an API key can have.</summary>
public static class Scopes
{
    /// <summary>Puts videos in and takes them out.</summary>
    public const string Ingest = "ingest";

    /// <summary>Reads and searches.</summary>
    public const string Search = "search";

    /// <summary>Onboards and governs tenants; names the tenant in its requests.</summary>
    public const string Operator = "operator";

    /// <summary>Every scope.</summary>
    public static ImmutableArray<string> All { get; } = [Ingest, Search, Operator];
}
