using System.Net;
using Triad.Gateway.Listeners;
using Triad.Server.Hosting;

namespace Triad.Server.Edge;

/// <summary>An address of <c>--urls</c>: where the process listens, and for what. The purpose stands before the scheme, as in health+http://0.0.0.0:7480.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="IsSecure">True for TLS.</param>
/// <param name="EndPoint">Where it listens.</param>
internal sealed record EdgeUrl(string Text, ListenerKinds Kind, bool IsSecure, IPEndPoint EndPoint)
{
    /// <summary>The addresses of a list, those of the API first: the first one is the process's own.</summary>
    /// <exception cref="StartException">One is none.</exception>
    public static IReadOnlyList<EdgeUrl> ParseAll(string urls) =>
        [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse).OrderBy(url => url.Kind)];

    /// <summary>Reads one address.</summary>
    /// <exception cref="StartException">It is none.</exception>
    public static EdgeUrl Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
            throw NoAddress(text);
        var plus = uri.Scheme.IndexOf('+', StringComparison.Ordinal);
        var kind = plus < 0 ? ListenerKinds.Api : uri.Scheme[..plus] switch
        {
            "health" => ListenerKinds.Health,
            "scaler" => ListenerKinds.Scaler,
            "dashboard" => ListenerKinds.Dashboard,
            _ => throw NoAddress(text),
        };
        var scheme = uri.Scheme[(plus + 1)..];
        if (scheme is not ("http" or "https"))
            throw NoAddress(text);

        // A scheme that .NET does not know has no port by default.
        if (uri.Port < 0)
            throw NoAddress(text);
        return new EdgeUrl(text, kind, scheme == "https", new IPEndPoint(AddressOf(uri, text), uri.Port));
    }

    private static StartException NoAddress(string text) => new(
        $"--urls '{text}' is not an address. Write http://127.0.0.1:7443 or https://0.0.0.0:7443, with health+, scaler+ or dashboard+ before it where it is for that alone.");

    private static IPAddress AddressOf(Uri uri, string text) => uri.Host switch
    {
        "localhost" => IPAddress.Loopback,
        _ when IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) => address,
        _ => throw new StartException($"--urls '{text}' names a host. Write an IP address of this machine, or localhost."),
    };
}
