using Triad.Core.Errors;

namespace Triad.Core.Fetching;

/// <summary>
/// The only way to an address that a tenant gives. It goes where the operator lets it and nowhere else: every address that a name leads to is checked,
/// and the connection goes to one that was; there is no proxy; every redirect is checked as the first address was. What it refuses is FieldInvalid
/// with the field, the address, and the remedy.
/// </summary>
public interface ISafeFetcher
{
    /// <summary>Whether an address could be fetched now: its form, its port, and where its name leads to. Nothing is sent there.</summary>
    /// <param name="address">As the tenant gave it.</param>
    /// <param name="field">The path of the request's field that it is in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The address; FieldInvalid, or Unavailable where its name cannot be looked up now.</returns>
    Task<Result<Uri>> CheckAsync(string address, string field, CancellationToken cancellationToken);

    /// <summary>Sends a request and waits for the head of its answer.</summary>
    /// <returns>The answer, whatever its status; FieldInvalid where the address or a redirect is refused, LimitExceeded, TimedOut, Unavailable.</returns>
    Task<Result<FetchedResponse>> SendAsync(FetchRequest request, CancellationToken cancellationToken);
}
