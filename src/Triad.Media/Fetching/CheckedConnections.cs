using System.Net;
using System.Net.Sockets;

namespace Triad.Media.Fetching;

/// <summary>Makes connections to addresses that were checked, and to no others: the name is looked up once, here, and what was checked is what is reached.</summary>
internal sealed class CheckedConnections(IHostResolver resolver, FetchRules rules)
{
    /// <summary>Connects; for <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="AddressRefusedException">One of the host's addresses is not allowed.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The addresses of a host, all of them allowed.</summary>
    /// <exception cref="AddressRefusedException">One is not allowed: who owns the name cannot choose which one is taken.</exception>
    /// <exception cref="SocketException">There is no such host, or nobody answers.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolver.ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        return Array.Find(addresses, address => !rules.Allows(host, address)) is { } refused ? throw new AddressRefusedException(host, refused) : addresses;
    }
}
