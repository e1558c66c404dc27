using Triad.Gateway.Authentication.Oidc;
using Triad.Gateway.Limits;
using Triad.Testing.Settings;

namespace Triad.Gateway.Tests;

public sealed class GatewayOptionsTests
{
    [Fact]
    public void Defaults_AreValidAndThese()
    {
        var options = new GatewayOptions();

        Assert.True(new GatewayOptionsValidator().Validate(null, options).Succeeded);
        Assert.Equal(
            """
            KeyCacheSeconds = 3
            TokenAudience = triad
            BoundTokenMinutes = 60
            TokenClockSkewSeconds = 30
            TrustedProxies = []
            PageTokenMinutes = 10
            DefaultModelPackage = triad-mini
            Reflection = null
            UploadJournalFolder = data/uploads
            AbandonedJournalFolders = []
            UploadSweepDelaySeconds = 0
            Limits:MaxMessageBytes = 67108864
            Limits:MaxChunkBytes = 1048576
            Limits:MaxUploadBytes = 8589934592
            Limits:MaxCaptionsBytes = 4194304
            Limits:MaxPageSize = 1000
            Limits:MaxHits = 1000
            Limits:MaxQueryParts = 16
            Limits:MaxQueryTextLength = 4096
            Limits:MaxQueryAudioBytes = 16777216
            Limits:MaxQueryImageBytes = 16777216
            Limits:MaxQueryVideoBytes = 50331648
            Limits:MaxFilterConditions = 64
            Limits:MaxFilterDepth = 4
            Limits:MaxFilterValues = 1000
            Limits:MaxMetadataKeys = 32
            Limits:MaxMetadataTextLength = 1024
            Limits:MaxMetadataTexts = 64
            """,
            SettingText.Of(options));
    }

    [Fact]
    public void Validate_AllWrong_SaysSettingValueAndRemedyOfEach()
    {
        var options = new GatewayOptions
        {
            KeyCacheSeconds = 6,
            PageTokenMinutes = double.NaN,
            TokenAudience = "",
            BoundTokenMinutes = 0,
            TokenClockSkewSeconds = 301,
            Oidc =
            [
                new OidcIssuerOptions { Issuer = "login", MetadataAddress = "http://login.example/keys", Tenant = "X", ScopeClaim = "", KeyRefreshMinutes = 0, KeyRetrySeconds = 0, TimeoutSeconds = 61 },
                new OidcIssuerOptions { Issuer = "https://login.example", Audience = "triad", TenantClaim = "", Scopes = new Dictionary<string, string> { ["admins"] = "root" } },
                new OidcIssuerOptions { Issuer = "https://login.example", Audience = "triad", Scopes = new Dictionary<string, string> { ["find"] = "search" } },
            ],
            TrustedProxies = ["127.0.0.1", "proxy.example", "10.0.0.1/8"],
            DefaultModelPackage = "",
            UploadJournalFolder = " ",
            UploadSweepDelaySeconds = -1,
        };
        foreach (var limit in typeof(LimitsOptions).GetProperties())
            limit.SetValue(options.Limits, 0L);
        options.Limits.MaxMessageBytes = 1L << 31;

        var failures = new GatewayOptionsValidator().Validate(null, options).Failures;

        Assert.Equal(
            """
            Triad:Gateway:KeyCacheSeconds is '6'. Set 0 to 5: a revoked key must be refused within 5 s.
            Triad:Gateway:PageTokenMinutes is 'NaN'. Set 1 to 60.
            Triad:Gateway:TokenAudience is ''. Set what tokens name as their audience, such as triad.
            Triad:Gateway:BoundTokenMinutes is '0'. Set 1 to 1440.
            Triad:Gateway:TokenClockSkewSeconds is '301'. Set 0 to 300.
            Triad:Gateway:TrustedProxies:1 is 'proxy.example'. Give an address, or the first one of a network and the length of its prefix, such as 203.0.113.0/24 or 2001:db8::/32.
            Triad:Gateway:TrustedProxies:2 is '10.0.0.1/8'. Write 10.0.0.0/8.
            Triad:Gateway:Oidc:0:Issuer is 'login'. Set an address such as https://login.example.
            Triad:Gateway:Oidc:0:MetadataAddress is 'http://login.example/keys'. Set an https address: keys that come over plain http are anybody's.
            Triad:Gateway:Oidc:0:Audience is ''. Set what its tokens for this platform name as their audience.
            Triad:Gateway:Oidc:0:Tenant is 'X'. Give 2 to 48 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen.
            Triad:Gateway:Oidc:0:ScopeClaim is ''. Set the claim that has scopes or roles, such as scope, or its path, such as realm_access.roles.
            Triad:Gateway:Oidc:0:Scopes is ''. Set what words of the scope claim allow, such as Scopes:video-search=search.
            Triad:Gateway:Oidc:0:KeyRefreshMinutes is '0'. Set 1 to 1440.
            Triad:Gateway:Oidc:0:KeyRetrySeconds is '0'. Set 1 to 600.
            Triad:Gateway:Oidc:0:TimeoutSeconds is '61'. Set 1 to 60.
            Triad:Gateway:Oidc:1:TenantClaim is ''. Set the claim that names the tenant or its path, or Tenant.
            Triad:Gateway:Oidc:1:Scopes:admins is 'root'. Set one of search, ingest, operator, tenant-admin, auditor.
            Triad:Gateway:Oidc is 'https://login.example'. Set each issuer once.
            Triad:Gateway:DefaultModelPackage is ''. Set the id of a model package.
            Triad:Gateway:UploadJournalFolder is ' '. Set a folder on a local disk.
            Triad:Gateway:UploadSweepDelaySeconds is '-1'. Set 0 to 86400.
            Triad:Gateway:Limits:MaxChunkBytes is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxUploadBytes is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxCaptionsBytes is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxPageSize is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxHits is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxQueryParts is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxQueryTextLength is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxQueryAudioBytes is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxQueryImageBytes is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxQueryVideoBytes is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxFilterConditions is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxFilterDepth is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxFilterValues is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxMetadataKeys is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxMetadataTextLength is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxMetadataTexts is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxMessageBytes is '2147483648'. Set at most 2147483647.
            """,
            string.Join('\n', failures!));
    }
}
