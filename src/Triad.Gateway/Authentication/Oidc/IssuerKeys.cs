using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Triad.Core.Errors;

namespace Triad.Gateway.Authentication.Oidc;

/// <summary>
/// An issuer's document and keys: fetched once for all who wait, again after a while, and again for a key that is not known, though not for each. While the
/// issuer does not answer, the keys of before go on.
/// </summary>
internal sealed partial class IssuerKeys(OidcIssuerOptions issuer, HttpClient http, TimeProvider time, ILogger logger)
    : IConfigurationManager<OpenIdConnectConfiguration>
{
    private readonly Lock _lock = new();
    private OpenIdConnectConfiguration? _known;
    private Task<bool>? _fetch;
    private DateTimeOffset _fresh = DateTimeOffset.MinValue;
    private DateTimeOffset _retry = DateTimeOffset.MinValue;

    /// <summary>Sees to it that keys are known, and if it can be this one; Unavailable where none are.</summary>
    /// <param name="keyId">The key that a token names; null for any.</param>
    /// <param name="cancellationToken">The end of the caller's patience; the fetch goes on for others.</param>
    public async Task<Result> EnsureAsync(string? keyId, CancellationToken cancellationToken)
    {
        var known = Volatile.Read(ref _known);
        var isKnown = known is not null && Has(known, keyId);
        if (isKnown && time.GetUtcNow() < _fresh)
            return Result.Ok;

        // Who has a key that is known does not wait for an issuer that is late.
        if (FetchOnce(known) is { } fetch && !isKnown)
            await fetch.WaitAsync(cancellationToken);
        return Volatile.Read(ref _known) is not null
            ? Result.Ok
            : new Error(
                ErrorReason.Unavailable,
                $"The issuer {issuer.Issuer} does not answer, and its keys are not known yet.",
                "authorization",
                issuer.Issuer,
                "Retry after a while.",
                TimeSpan.FromSeconds(issuer.KeyRetrySeconds));
    }

    /// <inheritdoc/>
    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel) => Task.FromResult(
        Volatile.Read(ref _known) ?? throw new InvalidOperationException($"The keys of {issuer.Issuer} are not known yet."));

    /// <inheritdoc/>
    public void RequestRefresh()
    {
        // Whoever needs another key asks for it by its id.
    }

    private static bool Has(OpenIdConnectConfiguration known, string? keyId) =>
        keyId is null || known.SigningKeys.Any(key => key.KeyId == keyId);

    // The fetch that runs, or a new one where it is time for one.
    private Task<bool>? FetchOnce(OpenIdConnectConfiguration? seen)
    {
        lock (_lock)
        {
            if (_fetch is { IsCompleted: false })
                return _fetch;
            if (!ReferenceEquals(seen, _known) || time.GetUtcNow() < _retry)
                return null;
            _retry = time.GetUtcNow() + TimeSpan.FromSeconds(issuer.KeyRetrySeconds);
            return _fetch = FetchAsync();
        }
    }

    private async Task<bool> FetchAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(issuer.TimeoutSeconds), time);
        try
        {
            var found = await OpenIdConnectConfigurationRetriever.GetAsync(issuer.DocumentAddress, new IssuerDocuments(http), patience.Token);
            if (found.Issuer != issuer.Issuer)
                throw new InvalidOperationException($"The document is of the issuer '{found.Issuer}'.");
            if (found.SigningKeys.Count == 0)
                throw new InvalidOperationException("The document has no keys to sign with.");
            Volatile.Write(ref _known, found);
            _fresh = time.GetUtcNow() + TimeSpan.FromMinutes(issuer.KeyRefreshMinutes);
            return true;
        }
        catch (Exception problem)
        {
            LogNotFetched(logger, issuer.DocumentAddress, problem);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The keys of an issuer could not be fetched from {Address}; those that are known go on")]
    private static partial void LogNotFetched(ILogger logger, string address, Exception problem);
}
