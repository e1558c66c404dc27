namespace Triad.Testing.Tenants;

/// <summary>The scopes of which a key needs one, as docs and contract have them. Written here anew: the table in code is what is tested.</summary>
[Flags]
internal enum CallKey
{
    /// <summary>No key is looked at.</summary>
    None = 0,

    Search = 1,
    Ingest = 2,
    Operator = 4,
    TenantAdmin = 8,
    Auditor = 16,

    /// <summary>A tenant's own business.</summary>
    Administrator = TenantAdmin | Operator,

    /// <summary>Reads of a tenant's own business.</summary>
    Overseer = Auditor | TenantAdmin | Operator,

    /// <summary>Reads of the library, searches.</summary>
    Reader = Search | Operator,

    /// <summary>Changes of the library.</summary>
    Writer = Ingest | Operator,

    /// <summary>Following an ingest.</summary>
    Follower = Search | Ingest | Operator,
}
