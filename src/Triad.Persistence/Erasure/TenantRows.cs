using Microsoft.Data.Sqlite;
using Triad.Core.Identity;
using Triad.Sqlite;

namespace Triad.Persistence.Erasure;

/// <summary>Rows of one of the tables that hold rows of owners.</summary>
/// <param name="Table">The table.</param>
/// <param name="Key">What its rows are told apart by.</param>
/// <param name="Where">Which of them are the tenant's.</param>
/// <param name="Parameters">What <paramref name="Where"/> names.</param>
internal sealed record TenantRows(string Table, string Key, string Where, (string, object?)[] Parameters) : IErasableRows
{
    /// <summary>The kind of owners that catalogs have, whose entries have tables of their own.</summary>
    private const string Catalog = "catalog";

    /// <summary>The tables that have rows of the owners <c>kind/tenant</c> and <c>kind/tenant/...</c>; the rows before what counts them.</summary>
    public static IReadOnlyList<TenantRows> TablesOf(string service, string kind, TenantId tenant)
    {
        const string owned = "service = $service AND (owner = $owner OR (owner > $below AND owner < $behind))";
        const string listed = "service = $service AND tenant = $tenant";
        var owner = $"{kind}/{tenant}";
        (string, object?)[] ofOwner = [("$service", service), ("$owner", owner), ("$below", $"{owner}/"), ("$behind", $"{owner}0")];
        (string, object?)[] ofTenant = [("$service", service), ("$tenant", tenant.Value)];
        var tables = new List<TenantRows> { new("owner_row", "service, owner, key", owned, ofOwner) };
        if (kind == Catalog)
        {
            tables.Add(new("catalog_entry", "service, tenant, video", listed, ofTenant));
            tables.Add(new("catalog_total", "service, tenant", listed, ofTenant));
        }

        tables.Add(new("owner", "service, owner", owned, ofOwner));
        return tables;
    }

    public long Count(SqliteConnection connection) => connection.Scalar<long>($"SELECT count(*) FROM {Table} WHERE {Where}", Parameters);

    public long Remove(SqliteConnection connection, int limit) => connection.Execute(
        $"DELETE FROM {Table} WHERE ({Key}) IN (SELECT {Key} FROM {Table} WHERE {Where} LIMIT {limit})", Parameters);
}
