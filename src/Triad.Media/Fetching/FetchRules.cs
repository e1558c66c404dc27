using System.Collections.Frozen;
using System.Net;

namespace Triad.Media.Fetching;

/// <summary>What an operator allows.</summary>
internal sealed class FetchRules
{
    private readonly FrozenSet<string> _hosts;
    private readonly IPNetwork[] _networks;
    private readonly PortRange[] _ports;

    public FetchRules(FetchOptions options)
    {
        AllowsHttp = options.AllowHttp;
        _hosts = options.AllowedHosts.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _networks = [.. options.AllowedNetworks.Select(IPNetwork.Parse)];
        _ports = options.Ports.Count > 0 ? [.. options.Ports.Select(text => PortRange.Parse(text)!.Value)]
            : AllowsHttp ? [new PortRange(80, 80), new PortRange(443, 443)]
            : [new PortRange(443, 443)];
    }

    /// <summary>True where http is allowed too.</summary>
    public bool AllowsHttp { get; }

    /// <summary>The ports, for people.</summary>
    public string Ports => string.Join(", ", _ports);

    /// <summary>What to give instead.</summary>
    public string Remedy => AllowsHttp ? "Give an http or https address." : "Give an https address, such as https://example.com/hook.";

    public bool AllowsPort(int port) => Array.Exists(_ports, range => range.Has(port));

    /// <summary>True where a host may lead to an address.</summary>
    public bool Allows(string host, IPAddress address)
    {
        if (PublicAddresses.Has(address) || _hosts.Contains(host))
            return true;
        var plain = PublicAddresses.Plain(address);
        return Array.Exists(_networks, network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }
}
