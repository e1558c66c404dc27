using Triad.Core.Errors;

namespace Triad.Core.Fetching;

/// <summary>The answer of an address: its head, and a body that is read once and bounded.</summary>
public abstract class FetchedResponse : IAsyncDisposable
{
    /// <summary>The status.</summary>
    public abstract int Status { get; }

    /// <summary>The address that answered, after redirects.</summary>
    public abstract Uri Address { get; }

    /// <summary>The type of the body as the answer says; null where it does not.</summary>
    public abstract string? ContentType { get; }

    /// <summary>The length as the answer says, which may be a lie; null where it does not.</summary>
    public abstract long? ContentLength { get; }

    /// <summary>How long the answer asks to wait before the next request; null where it does not.</summary>
    public abstract TimeSpan? RetryAfter { get; }

    /// <summary>
    /// The body, piece by piece; a piece is valid until the next. It ends with an error where the body is larger than was allowed (LimitExceeded), takes
    /// too long (TimedOut), or breaks off (Unavailable): what came before is then no whole.
    /// </summary>
    public abstract IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Lets go of the connection.</summary>
    public abstract ValueTask DisposeAsync();
}
