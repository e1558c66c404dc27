using System.Net;

namespace Triad.Inference.Hub.Downloads;

/// <summary>The hosts that a download may speak to: the one that was asked for, and those that the source is known to redirect to.</summary>
/// <param name="origin">What was asked for.</param>
/// <param name="others">Further hosts; <c>*.</c> in front stands for any subdomain.</param>
internal sealed class AllowedHosts(Uri origin, IReadOnlyList<string> others)
{
    /// <summary>The address, where it may be asked.</summary>
    /// <exception cref="DownloadException">It may not.</exception>
    public Uri Check(Uri address)
    {
        if (!IsKnown(address))
            throw DownloadException.Mismatch(
                "redirect", address.GetLeftPart(UriPartial.Path), "leads to a host that this source is not known to use",
                $"Known are {string.Join(", ", others.Prepend(origin.Authority).Distinct(StringComparer.Ordinal))}; "
                    + "allow another one with --allow-host if you trust it.");
        if (!IsSafe(address))
            throw DownloadException.Mismatch(
                "address", address.GetLeftPart(UriPartial.Path), "is not encrypted", "Use https; plain http is for this machine alone.");
        return address;
    }

    /// <summary>True for the place that was asked for itself: alone it is sent a token.</summary>
    public bool IsOrigin(Uri address) => address.Scheme == origin.Scheme && address.Authority == origin.Authority;

    private static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps
        || (address.Scheme == Uri.UriSchemeHttp && IsLoopback(address.DnsSafeHost));

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));

    private bool IsKnown(Uri address) => address.Authority == origin.Authority
        || others.Any(host => host.StartsWith("*.", StringComparison.Ordinal)
            ? address.Authority.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
            : address.Authority.Equals(host, StringComparison.OrdinalIgnoreCase));
}
