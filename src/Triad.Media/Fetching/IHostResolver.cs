using System.Net;

namespace Triad.Media.Fetching;

/// <summary>Looks names of hosts up.</summary>
internal interface IHostResolver
{
    /// <summary>The addresses of a host.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is no such host, or nobody answers.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
