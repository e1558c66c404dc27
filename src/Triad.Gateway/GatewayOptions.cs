using Triad.Gateway.Authentication.Oidc;
using Triad.Gateway.Limits;

namespace Triad.Gateway;

/// <summary>How the gateway serves; the configuration section <see cref="Section"/>.</summary>
public sealed class GatewayOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Triad:Gateway";

    /// <summary>Seconds that a verified key is trusted without asking again, and so the longest delay of a revocation; 0 to 5.</summary>
    public double KeyCacheSeconds { get; set; } = 3;

    /// <summary>What tokens that applications make from their keys must name as their audience.</summary>
    public string TokenAudience { get; set; } = "triad";

    /// <summary>Minutes from now at which such a token may end at most; 1 to 1440.</summary>
    public double BoundTokenMinutes { get; set; } = 60;

    /// <summary>Seconds by which the clock of who made a token may differ; 0 to 300.</summary>
    public double TokenClockSkewSeconds { get; set; } = 30;

    /// <summary>
    /// Proxies in front of the gateway, as addresses or networks: the address that they put last into X-Forwarded-For counts as the caller's. None: the header is
    /// not looked at.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>Issuers of OpenID Connect whose tokens people and services may use; none by default.</summary>
    public IReadOnlyList<OidcIssuerOptions> Oidc { get; set; } = [];

    /// <summary>Minutes that a page token is accepted; 1 to 60.</summary>
    public double PageTokenMinutes { get; set; } = 10;

    /// <summary>The model package of tenants that name none.</summary>
    public string DefaultModelPackage { get; set; } = "triad-mini";

    /// <summary>True to answer questions about the services by reflection; null: in the environment Development only.</summary>
    public bool? Reflection { get; set; }

    /// <summary>Folder in which this process remembers uploads on their way, on a local disk.</summary>
    public string UploadJournalFolder { get; set; } = "data/uploads";

    /// <summary>The same folders of processes that have ended, whose uploads this one clears away.</summary>
    public IReadOnlyList<string> AbandonedJournalFolders { get; set; } = [];

    /// <summary>
    /// Seconds to wait before uploads of ended processes are cleared away: 0 where nobody else can still be at work on them; in a cluster longer than a
    /// call may take, since another silo may just be taking such an upload on.
    /// </summary>
    public double UploadSweepDelaySeconds { get; set; }

    /// <summary>What requests may hold at most.</summary>
    public LimitsOptions Limits { get; set; } = new();
}
