using System.Collections.Immutable;

namespace Triad.Core.Fetching;

/// <summary>What is asked of an address that a tenant gave.</summary>
/// <param name="Address">As the tenant gave it.</param>
/// <param name="Field">The path of the request's field that it came in, for errors.</param>
public sealed record FetchRequest(string Address, string Field)
{
    /// <summary>What is posted; null for a GET.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The type of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>More headers. They go to the first address only, never to another host that it redirects to.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>How many redirects are followed, within the operator's limit; 0: a redirect is an answer like any other. A post follows none.</summary>
    public int MaxRedirects { get; init; }

    /// <summary>Most bytes of the answer's body.</summary>
    public long MaxBytes { get; init; } = 64 * 1024;

    /// <summary>How long all of it may take: redirects, head and body.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);
}
