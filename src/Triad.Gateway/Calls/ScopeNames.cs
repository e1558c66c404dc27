using Triad.Grains.Abstractions.Keys;

namespace Triad.Gateway.Calls;

/// <summary>The one table of scopes: as keys and tokens name them, as a set, on the wire, and for people.</summary>
internal static class ScopeNames
{
    private static readonly (string Name, CallScopes Scope, V1.Scope Wire, string Shown)[] Rows =
    [
        (Scopes.Search, CallScopes.Search, V1.Scope.Search, "SEARCH"),
        (Scopes.Ingest, CallScopes.Ingest, V1.Scope.Ingest, "INGEST"),
        (Scopes.Operator, CallScopes.Operator, V1.Scope.Operator, "OPERATOR"),
        (Scopes.TenantAdmin, CallScopes.TenantAdmin, V1.Scope.TenantAdmin, "TENANT_ADMIN"),
        (Scopes.Auditor, CallScopes.Auditor, V1.Scope.Auditor, "AUDITOR"),
    ];

    /// <summary>Every name.</summary>
    public static IEnumerable<string> All => Rows.Select(row => row.Name);

    /// <summary>The set of named scopes; a name that this version does not know allows nothing.</summary>
    public static CallScopes Parse(IEnumerable<string> names) => names.Aggregate(CallScopes.None, (scopes, name) => scopes | Parse(name));

    /// <summary>One scope by its name; none where there is no such scope.</summary>
    public static CallScopes Parse(string name) => Array.Find(Rows, row => row.Name == name).Scope;

    /// <summary>The name of a scope on the wire; null where it is none.</summary>
    public static string? NameOf(V1.Scope wire) => wire == V1.Scope.Unspecified ? null : Array.Find(Rows, row => row.Wire == wire).Name;

    /// <summary>A scope on the wire.</summary>
    public static V1.Scope ToWire(string name) => Array.Find(Rows, row => row.Name == name).Wire;

    /// <summary>Scopes for people, as alternatives.</summary>
    public static string Show(CallScopes scopes) => string.Join(" or ", Rows.Where(row => scopes.HasFlag(row.Scope)).Select(row => row.Shown));
}
