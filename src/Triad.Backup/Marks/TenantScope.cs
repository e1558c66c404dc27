namespace Triad.Backup.Marks;

/// <summary>
/// Which rows of a state database are one tenant's, as conditions that name it <c>$tenant</c>. Not among them: its data key, which no backup has; grants,
/// which are between two tenants; its membership of a plan, and its usage, which are the platform's.
/// </summary>
internal static class TenantScope
{
    private const string Key = "substr(grain_id, instr(grain_id, '/') + 1)";
    private const string OwnKey = $"({Key} = $tenant OR substr({Key}, 1, length($tenant) + 1) = $tenant || '/')";
    private const string OwnRow = "(key = $tenant OR substr(key, 1, length($tenant) + 1) = $tenant || '/')";
    private const string Kind = "substr(owner, 1, instr(owner, '/') - 1)";
    private const string Rest = "substr(owner, instr(owner, '/') + 1)";
    private const string OwnOwner =
        $"{Kind} IN ('catalog', 'quotas', 'receipts', 'shard-fences', 'webhooks') AND ({Rest} = $tenant OR substr({Rest}, 1, length($tenant) + 1) = $tenant || '/')";

    /// <summary>The tables that have rows of a tenant, and which rows are. What counts others is left to its triggers.</summary>
    public static IReadOnlyDictionary<string, string> Tables { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["grain_state"] =
            $"""
            (state_name IN ('tenant', 'video', 'index-shard', 'holds', 'webhooks') AND {OwnKey})
            OR (state_name = 'api-key' AND json_extract(CAST(payload AS TEXT), '$.state.tenantId') = $tenant)
            """,
        ["owner"] = OwnOwner,
        ["owner_row"] = $"({OwnOwner}) OR ({Kind} IN ('ingest-queue', 'retention') AND {OwnRow})",
        ["catalog_entry"] = "tenant = $tenant",
        ["reminder"] = OwnKey,
    };
}
