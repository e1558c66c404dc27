namespace Triad.Media.Fetching;

/// <summary>Settings of what is fetched from, and sent to, addresses that tenants give.</summary>
public sealed class FetchOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Triad:Fetch";

    /// <summary>Names of hosts that may be reached wherever they lead, in private networks too: <c>hooks.example.internal</c>. None by default.</summary>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>Networks that may be reached in spite of being private, as an address and the length of its prefix: <c>10.20.0.0/16</c>.</summary>
    public IList<string> AllowedNetworks { get; set; } = [];

    /// <summary>True allows <c>http</c> too: what is sent can then be read and changed on its way.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Ports that may be reached: numbers and ranges. Empty: 443, and 80 with <see cref="AllowHttp"/>.</summary>
    public IList<string> Ports { get; set; } = [];

    /// <summary>Most redirects of one request, 0 to 20.</summary>
    public int MaxRedirects { get; set; } = 5;

    /// <summary>How long a connection may take to be made, with the look-up of its name.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an answer may be silent in the middle of its body.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most connections at once to one host and port.</summary>
    public int MaxConnectionsPerHost { get; set; } = 32;

    /// <summary>Most KiB of an answer's headers.</summary>
    public int MaxHeaderKilobytes { get; set; } = 32;
}
