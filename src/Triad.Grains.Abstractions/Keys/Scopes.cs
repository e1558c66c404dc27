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

    /// <summary>Governs its own tenant.</summary>
    public const string TenantAdmin = "tenant-admin";

    /// <summary>Reads who governs its own tenant.</summary>
    public const string Auditor = "auditor";

    /// <summary>Every scope of an operator's first key.</summary>
    public static ImmutableArray<string> All { get; } = [Ingest, Search, Operator];
}
