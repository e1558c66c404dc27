using System.Net;
using System.Net.Sockets;
using Microsoft.Security.AntiSSRF;

namespace Triad.Media.Fetching;

/// <summary>
/// Which addresses are in the public Internet: all that IANA has not set aside for a special purpose, as Microsoft.Security.AntiSSRF lists them. An IPv6 address that carries an IPv4 address is refused whatever it carries, since who
/// unpacks it is not known; only the mapped form is taken for the address that it is.
/// </summary>
internal static class PublicAddresses
{
    // Only these are given out to anybody.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    // Of the library we take the list, which its keepers keep up to date. Its handler looks names up by itself and follows redirects by itself, so that
    // neither could be tested, nor a host be allowed by its name.
    private static readonly IPNetwork[] Special = [.. IPAddressRanges.recommendedLatest.Select(IPNetwork.Parse)];

    /// <summary>True for an address of the public Internet.</summary>
    public static bool Has(IPAddress address)
    {
        var plain = Plain(address);
        if (plain.AddressFamily == AddressFamily.InterNetworkV6 && (plain.ScopeId != 0 || !GlobalUnicast.Contains(plain)))
            return false;
        return !Array.Exists(Special, network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>The address that a mapped one stands for.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
