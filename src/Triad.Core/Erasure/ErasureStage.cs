namespace Triad.Core.Erasure;

/// <summary>When a store's turn comes: what would write to another store is erased before it.</summary>
public enum ErasureStage
{
    /// <summary>What lets callers in: keys.</summary>
    Access,

    /// <summary>What would write more: jobs, uploads, walks.</summary>
    Work,

    /// <summary>What a tenant has put in and what was made of it: vectors, media, usage.</summary>
    Content,

    /// <summary>What says where the rest is: states, rows, catalogs, reminders.</summary>
    Records,

    /// <summary>What says that there is a tenant.</summary>
    Tenant,
}
