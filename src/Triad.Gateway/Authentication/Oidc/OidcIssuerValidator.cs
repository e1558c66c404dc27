using System.Net;
using Triad.Core.Identity;
using Triad.Core.Settings;
using Triad.Gateway.Calls;

namespace Triad.Gateway.Authentication.Oidc;

/// <summary>Finds every setting of issuers that cannot be.</summary>
internal static class OidcIssuerValidator
{
    public static void Check(IReadOnlyList<OidcIssuerOptions> issuers, SettingProblems problems)
    {
        foreach (var (index, issuer) in issuers.Index())
        {
            var path = $"Oidc:{index}";
            CheckAddress($"{path}:Issuer", issuer.Issuer);
            if (issuer.MetadataAddress.Length > 0)
                CheckAddress($"{path}:MetadataAddress", issuer.MetadataAddress);
            if (issuer.Audience.Length == 0)
                problems.Add($"{path}:Audience", issuer.Audience, "Set what its tokens for this platform name as their audience.");
            if (issuer.Tenant.Length > 0 && TenantId.Parse(issuer.Tenant) is { IsOk: false } wrong)
                problems.Add($"{path}:Tenant", issuer.Tenant, wrong.Error.Remedy!);
            if (issuer.Tenant.Length == 0 && !ClaimPath.IsPath(issuer.TenantClaim))
                problems.Add($"{path}:TenantClaim", issuer.TenantClaim, "Set the claim that names the tenant or its path, or Tenant.");
            if (!ClaimPath.IsPath(issuer.ScopeClaim))
                problems.Add($"{path}:ScopeClaim", issuer.ScopeClaim, "Set the claim that has scopes or roles, such as scope, or its path, such as realm_access.roles.");
            if (issuer.Scopes.Count == 0)
                problems.Add($"{path}:Scopes", "", $"Set what words of the scope claim allow, such as Scopes:video-search=search.");
            foreach (var (word, scope) in issuer.Scopes.Where(pair => ScopeNames.Parse(pair.Value) == CallScopes.None))
                problems.Add($"{path}:Scopes:{word}", scope, $"Set one of {string.Join(", ", ScopeNames.All)}.");
            CheckRange($"{path}:KeyRefreshMinutes", issuer.KeyRefreshMinutes, 1, 1440);
            CheckRange($"{path}:KeyRetrySeconds", issuer.KeyRetrySeconds, 1, 600);
            CheckRange($"{path}:TimeoutSeconds", issuer.TimeoutSeconds, 1, 60);
        }

        foreach (var twice in issuers.GroupBy(issuer => issuer.Issuer, StringComparer.Ordinal).Where(group => group.Key.Length > 0 && group.Count() > 1))
            problems.Add("Oidc", twice.Key, "Set each issuer once.");

        void CheckAddress(string setting, string address)
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
                problems.Add(setting, address, "Set an address such as https://login.example.");
            else if (uri.Scheme == "http" && !uri.IsLoopback && !(IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)))
                problems.Add(setting, address, "Set an https address: keys that come over plain http are anybody's.");
        }

        void CheckRange(string setting, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
                problems.Add(setting, value, FormattableString.Invariant($"Set {least} to {most}."));
        }
    }
}
