namespace Triad.Gateway.Authentication.Oidc;

/// <summary>An issuer of OpenID Connect whose tokens people and services may use; an entry of <c>Triad:Gateway:Oidc</c>.</summary>
public sealed class OidcIssuerOptions
{
    /// <summary>What its tokens name as their issuer, to the letter, such as <c>https://login.example</c>; plain http for loopback only.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>What its tokens must name as their audience.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Where its document is; empty: <c>/.well-known/openid-configuration</c> at the issuer.</summary>
    public string MetadataAddress { get; set; } = "";

    /// <summary>The one tenant of all of its tokens; empty to take <see cref="TenantClaim"/>.</summary>
    public string Tenant { get; set; } = "";

    /// <summary>The claim that names the tenant; within others: its path, such as <c>organization.tenant</c>.</summary>
    public string TenantClaim { get; set; } = "tenant";

    /// <summary>
    /// The claim that has scopes or roles: a text of words, or a list. Within others: its path, such as <c>realm_access.roles</c> or
    /// <c>resource_access.triad.roles</c>.
    /// </summary>
    public string ScopeClaim { get; set; } = "scope";

    /// <summary>
    /// What words of that claim allow: the word, and a scope of the platform (search, ingest, tenant-admin, auditor, operator). A word that is not here allows nothing.
    /// </summary>
    public IReadOnlyDictionary<string, string> Scopes { get; set; } = new Dictionary<string, string>();

    /// <summary>Minutes after which its keys are fetched again; 1 to 1440.</summary>
    public double KeyRefreshMinutes { get; set; } = 60;

    /// <summary>Seconds between two attempts to fetch its keys, after a failure or for a key that is not known; 1 to 600.</summary>
    public double KeyRetrySeconds { get; set; } = 10;

    /// <summary>Seconds that a fetch may take; 1 to 60.</summary>
    public double TimeoutSeconds { get; set; } = 5;

    /// <summary>Where its document is.</summary>
    internal string DocumentAddress => MetadataAddress.Length > 0 ? MetadataAddress : $"{Issuer.TrimEnd('/')}/.well-known/openid-configuration";
}
