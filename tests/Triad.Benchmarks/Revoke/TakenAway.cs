using Triad.Client;

namespace Triad.Benchmarks.Revoke;

/// <summary>Something that an operator can take away.</summary>
/// <param name="Name">The key of its figure.</param>
/// <param name="Presented">What a caller presents who has it.</param>
/// <param name="Reason">How it is refused afterwards.</param>
/// <param name="TakeAsync">Takes it away.</param>
internal sealed record TakenAway(
    string Name,
    Func<CreatedApiKey, string> Presented,
    string Reason,
    Func<TriadClient, string, CreatedApiKey, CancellationToken, Task> TakeAsync)
{
    /// <summary>Every kind.</summary>
    public static IReadOnlyList<TakenAway> All { get; } =
    [
        new("key_seconds", key => key.Key, "KEY_INVALID", RevokeAsync),
        new("token_seconds", TokenOf, "TOKEN_INVALID", RevokeAsync),
        new("secret_seconds", key => key.Key, "KEY_INVALID", (client, _, key, cancelled) => client.Tenants.RotateKeyAsync(key.Info.Id, TimeSpan.Zero, cancelled)),
        new("suspension_seconds", key => key.Key, "TENANT_SUSPENDED", (client, tenant, _, cancelled) => client.Tenants.SuspendAsync(tenant, null, cancelled)),
    ];

    /// <summary>What a caller does with it, again and again.</summary>
    public Func<TriadClient, CancellationToken, Task> Call { get; init; } = (client, cancelled) => client.Library.ListPageAsync(cancellationToken: cancelled);

    /// <summary>A grant of one tenant for the key's, which is searched over.</summary>
    /// <param name="operator">An operator's client that acts for the grantor.</param>
    /// <param name="grantId">The grant.</param>
    public static TakenAway Grant(TriadClient @operator, string grantId) => new(
        GrantName, key => key.Key, "GRANT_ENDED", (_, _, _, cancelled) => @operator.Grants.RevokeAsync(grantId, cancelled))
    {
        Call = (client, cancelled) => client.Search.QueryAsync("a red ball", new SearchOptions { Grants = [grantId] }, cancelled),
    };

    /// <summary>The key of the figure of grants.</summary>
    public const string GrantName = "grant_seconds";

    private static Task RevokeAsync(TriadClient client, string tenant, CreatedApiKey key, CancellationToken cancelled) =>
        client.Tenants.RevokeKeyAsync(key.Info.Id, cancelled);

    private static string TokenOf(CreatedApiKey key) =>
        TriadClient.CreateBoundToken(key.Key, new BoundTokenOptions { Subject = "somebody", Filter = new SearchFilter() });
}
