namespace Triad.Client;

/// <summary>What an API key may do.</summary>
public enum KeyScope
{
    /// <summary>A scope that this version of the client does not know.</summary>
    Unknown = 0,

    /// <summary>Search, Embed and reading the library.</summary>
    Search = 1,

    /// <summary>Putting videos in, changing and deleting them, watching their ingest.</summary>
    Ingest = 2,

    /// <summary>Everything, for any tenant.</summary>
    Operator = 3,

    /// <summary>Governing its own tenant: keys, name, usage.</summary>
    TenantAdmin = 4,

    /// <summary>Reading who governs its own tenant.</summary>
    Auditor = 5,
}
