using System.Net;
using System.Net.Sockets;

namespace Triad.Server.Hosting;

/// <summary>Looks whether ports are free before anything is started: an operator reads one line, and not how each part of the platform met it.</summary>
internal static class BusyPorts
{
    /// <summary>Refuses addresses to listen on whose port is taken. Those that are no address are told of by who opens them.</summary>
    /// <exception cref="StartException">A port is taken; the message says what helps.</exception>
    public static void Refuse(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && WhyNot(AddressOf(uri), uri.Port) is { } reason)
                throw new StartException($"--urls '{url}': port {uri.Port} {reason}. Stop what listens there, or choose another with --urls.");
        }
    }

    /// <summary>Refuses a silo's port that is taken.</summary>
    /// <param name="setting">The setting that names it.</param>
    /// <param name="address">Where the silo listens.</param>
    /// <param name="port">The port; 0 for none.</param>
    /// <exception cref="StartException">It is taken; the message says what helps.</exception>
    public static void Refuse(string setting, string? address, int port)
    {
        if (WhyNot(IPAddress.TryParse(address, out var own) ? own : IPAddress.Loopback, port) is { } reason)
            throw new StartException($"{setting} '{port}' {reason}. Stop what listens there, or set another.");
    }

    private static IPAddress? AddressOf(Uri uri) =>
        uri.Host is "localhost" ? IPAddress.Loopback : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) ? address : null;

    /// <summary>Why nothing can listen there; null where it can.</summary>
    private static string? WhyNot(IPAddress? address, int port)
    {
        if (address is null || port is <= 0 or > IPEndPoint.MaxPort)
            return null;
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return null;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "is taken",
                SocketError.AddressNotAvailable => $"is of an address ({address}) that this machine does not have",
                SocketError.AccessDenied => "may not be opened by this user",
                _ => $"cannot be opened ({failure.Message})",
            };
        }
    }
}
