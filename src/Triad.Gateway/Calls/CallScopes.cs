using Triad.Grains.Abstractions.Keys;

namespace Triad.Gateway.Calls;

/// <summary>Scopes as a set.</summary>
[Flags]
internal enum CallScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><see cref="Scopes.Search"/>.</summary>
    Search = 1,

    /// <summary><see cref="Scopes.Ingest"/>.</summary>
    Ingest = 2,

    /// <summary><see cref="Scopes.Operator"/>.</summary>
    Operator = 4,

    /// <summary><see cref="Scopes.TenantAdmin"/>.</summary>
    TenantAdmin = 8,

    /// <summary><see cref="Scopes.Auditor"/>.</summary>
    Auditor = 16,
}
