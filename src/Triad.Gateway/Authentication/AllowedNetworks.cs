using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Triad.Core.Errors;
using Triad.Gateway.Requests;

namespace Triad.Gateway.Authentication;

/// <summary>Networks that a key may be used from, IPv4 and IPv6; none: all.</summary>
internal sealed class AllowedNetworks
{
    /// <summary>How many a key can have.</summary>
    public const int Most = 64;

    private const string Remedy = "Give an address, or the first one of a network and the length of its prefix, such as 203.0.113.0/24 or 2001:db8::/32.";

    private readonly ImmutableArray<IPNetwork> _networks;

    private AllowedNetworks(ImmutableArray<IPNetwork> networks) => _networks = networks;

    /// <summary>Every address.</summary>
    public static AllowedNetworks All { get; } = new([]);

    /// <summary>True where every address is allowed.</summary>
    public bool AreAll => _networks.IsEmpty;

    /// <summary>Networks that are known to be valid, such as stored ones.</summary>
    public static AllowedNetworks From(ImmutableArray<string> texts) =>
        texts.IsDefaultOrEmpty ? All : new([.. texts.Select(text => Parse(text, "networks") is { IsOk: true } network ? network.Value : throw new FormatException($"'{text}' is no network."))]);

    /// <summary>Reads networks in the one way to write them; notes what is wrong.</summary>
    public static ImmutableArray<string> Read(IReadOnlyList<string> texts, Violations violations)
    {
        if (texts.Count > Most)
            violations.Add(Error.OverLimit("networks", texts.Count, "networks", Most, "Give fewer."));
        var read = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < texts.Count && i < Most; i++)
        {
            var network = Parse(texts[i], $"networks[{i}]");
            violations.Take(network);
            if (network.IsOk)
                read.Add(network.Value.ToString());
        }

        return [.. read.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>One network or address.</summary>
    public static Result<IPNetwork> Parse(string text, string field)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? text : text[..slash];

        // What else parses, such as 010.1 or ::1%eth0, means different things to different programs.
        if (!IPAddress.TryParse(first, out var address)
            || (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != first)
            || first.Contains('%', StringComparison.Ordinal) || first.Contains('[', StringComparison.Ordinal))
            return Error.Invalid(field, text, "is not a network", Remedy);
        if (address.IsIPv4MappedToIPv6)
            return Error.Invalid(field, text, "is IPv4 written as IPv6", $"Write it as IPv4, {address.MapToIPv4()}.");
        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), System.Globalization.NumberStyles.None, null, out length) || length > bits))
            return Error.Invalid(field, text, "has no prefix length that can be", $"Give 0 to {bits} behind the slash.");
        return BaseOf(address, length) is var least && least.Equals(address)
            ? new IPNetwork(address, length)
            : Error.Invalid(field, text, "does not begin at the first address of its network", $"Write {least}/{length}.");
    }

    /// <summary>True where a call from an address is allowed.</summary>
    public bool Allows(IPAddress? address)
    {
        if (_networks.IsEmpty)
            return true;
        if (address is null)
            return false;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        foreach (var network in _networks)
            if (network.Contains(address))
                return true;
        return false;
    }

    /// <summary>True where each of some networks lies within one of these.</summary>
    public bool Hold(AllowedNetworks others) =>
        AreAll || (!others.AreAll && others._networks.All(other =>
            _networks.Any(own => own.PrefixLength <= other.PrefixLength && own.Contains(other.BaseAddress))));

    private static IPAddress BaseOf(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] &= (byte)(0xFF << Math.Clamp(8 - (length - (8 * i)), 0, 8));
        return new IPAddress(bytes);
    }
}
