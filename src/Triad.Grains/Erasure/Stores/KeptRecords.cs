namespace Triad.Grains.Erasure.Stores;

/// <summary>
/// Which erasable store erases what grains keep: every name of a state, and every kind of owner of rows. A test fails for one that is not
/// here; null stands for what belongs to no tenant, or is what an erasure leaves by intention.
/// </summary>
internal static class KeptRecords
{
    /// <summary>The store of each name of a state.</summary>
    public static IReadOnlyDictionary<string, string?> States { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["api-key"] = "api-keys",
        ["data-key"] = "data-keys", // That it was destroyed stays, so that none is made again.
        ["first-operator"] = null,
        ["given-grants"] = "grants-given",
        ["holds"] = "holds",
        ["index-shard"] = "shards",
        ["key-registry"] = null,
        ["operator-keys"] = null,
        ["plans"] = null,
        ["receipt-keys"] = null,
        ["received-grants"] = "grants-received",
        ["tenant"] = "tenant",
        ["tenant-directory"] = "tenant-directory",
        ["tenant-erasure"] = null, // The receipt, and the id's tombstone.
        ["video"] = "video-states",
        ["webhooks"] = "webhooks",
    };

    /// <summary>The store of each kind of owner of rows.</summary>
    public static IReadOnlyDictionary<string, string?> Rows { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["catalog"] = "catalog",
        ["ingest-queue"] = "ingest-jobs",
        ["plan-members"] = "tenant",
        ["quotas"] = "quotas",
        ["receipts"] = "video-receipts", // The platform's own list, of tenants, stays.
        ["retention"] = "retentions",
        ["shard-fences"] = "shards",
        ["usage-clerk"] = null, // Whose ledger has something to be done.
        ["usage-hour"] = null, // Amounts under hashes, for the tenant's bill.
        ["usage-index"] = null,
        ["usage-month"] = null,
        ["webhooks"] = "webhooks",
    };
}
