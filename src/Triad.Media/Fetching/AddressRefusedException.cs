using System.Net;

namespace Triad.Media.Fetching;

/// <summary>A host leads where nothing is sent. Passes from the making of a connection to who asked for it.</summary>
/// <param name="host">The host.</param>
/// <param name="address">One of its addresses that is not allowed.</param>
internal sealed class AddressRefusedException(string host, IPAddress address) : Exception($"{host} leads to {address}.")
{
    public string Host { get; } = host;
}
