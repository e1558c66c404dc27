using Microsoft.Data.Sqlite;
using Triad.Core.Identity;
using Triad.Sqlite;

namespace Triad.Persistence.Erasure;

/// <summary>States that say themselves whose they are, as <c>tenantId</c> in the envelope's state.</summary>
internal sealed record OwnedStates(string Service, string Storage, string Name, TenantId Tenant) : IErasableRows
{
    private const string Where =
        """
        service = $service AND storage = $storage AND state_name = $name
        AND json_extract(CAST(payload AS TEXT), '$.state.tenantId') = $tenant
        """;

    public long Count(SqliteConnection connection) => connection.Scalar<long>($"SELECT count(*) FROM grain_state WHERE {Where}", Key());

    public long Remove(SqliteConnection connection, int limit) => connection.Execute(
        $"""
        DELETE FROM grain_state WHERE service = $service AND storage = $storage AND state_name = $name
        AND grain_id IN (SELECT grain_id FROM grain_state WHERE {Where} LIMIT {limit})
        """,
        Key());

    private (string, object?)[] Key() => [("$service", Service), ("$storage", Storage), ("$name", Name), ("$tenant", Tenant.Value)];
}
