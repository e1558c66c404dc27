using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Authentication.Oidc;
using Triad.Gateway.Calls;
using Triad.Grains.Abstractions;

namespace Triad.Gateway.Authentication.Tokens;

/// <summary>
/// Tells who presents a token: one that an application has made from its API key, or one of an issuer. What was verified is cached for as long as a key is,
/// so that a revocation takes effect as soon.
/// </summary>
internal sealed partial class TokenAuthenticator(
    BoundTokens bound, OidcTokens oidc, TenantDoor door, TimeProvider time, IOptions<GatewayOptions> options, ILogger<TokenAuthenticator> logger)
{
    /// <summary>Longest token, in characters.</summary>
    public const int MaxLength = 8192;

    private const string Scheme = "Bearer ";

    // Every JWT begins so: {" in base64. No API key does.
    private const string Beginning = $"{Scheme}ey";

    // As many as a gateway's users at a time; a bound against growing without end.
    private const int MaxCached = 100_000;

    private readonly ConcurrentDictionary<TokenHash, CachedToken> _cache = new();

    // See KeyAuthenticator: the same string needs no second look.
    private readonly ConditionalWeakTable<string, CachedToken> _presented = [];
    private readonly TimeSpan _cacheTime = TimeSpan.FromSeconds(options.Value.KeyCacheSeconds);

    /// <summary>True where an authorization header is meant to hold a token.</summary>
    public static bool IsToken(string? header) => header is not null && header.StartsWith(Beginning, StringComparison.OrdinalIgnoreCase);

    /// <summary>The caller behind an authorization header; TokenInvalid with the reason, or TenantSuspended.</summary>
    public ValueTask<Result<Caller>> AuthenticateAsync(string header, HttpContext http)
    {
        var now = time.GetUtcNow();
        if (_presented.TryGetValue(header, out var presented) && now < presented.Until)
            return ValueTask.FromResult(presented.Answer);
        var token = header.AsSpan(Scheme.Length).Trim();
        if (token.Length > MaxLength)
            return ValueTask.FromResult<Result<Caller>>(
                TokenRefusal.Of($"has {token.Length} characters, and {MaxLength} is the most", "Make one with a shorter filter."));
        var hash = TokenHash.Of(token);
        if (_cache.TryGetValue(hash, out var cached) && now < cached.Until)
        {
            _presented.AddOrUpdate(header, cached);
            return ValueTask.FromResult(cached.Answer);
        }

        var text = token.ToString();
        return new ValueTask<Result<Caller>>(
            Outage.WaitThroughAsync(() => VerifyAsync(text, hash, http), SiloDeath.IsCauseOf, time, http.RequestAborted));
    }

    private async Task<Result<Caller>> VerifyAsync(string text, TokenHash hash, HttpContext http)
    {
        var asked = time.GetUtcNow();
        var verified = await ReadAsync(text, http);
        if (!verified.IsOk)
        {
            LogRefused(logger, verified.Error.Message);
            return verified.Error;
        }

        var (caller, ends) = verified.Value;
        var answer = await door.EnterAsync(caller, http.RequestAborted);
        if (!answer.IsOk && answer.Error.Reason == ErrorReason.KeyInvalid)
            return TokenRefusal.Of("names a tenant that is not there", caller.Tenant?.Value, "Have the issuer name another tenant.");
        if (!answer.IsOk && answer.Error.Reason != ErrorReason.TenantSuspended)
            return answer;
        LogAccepted(logger, caller.Subject, caller.Tenant?.Value, caller.KeyId?.Value);
        MakeRoom(asked);
        var until = asked + _cacheTime;
        _cache[hash] = new CachedToken(answer, ends < until ? ends : until);
        return answer;
    }

    private async Task<Result<VerifiedToken>> ReadAsync(string text, HttpContext http)
    {
        try
        {
            var token = new JsonWebToken(text);
            return ApiKeyId.Parse(token.Issuer).IsOk
                ? await bound.VerifyAsync(token, http.RequestAborted)
                : await oidc.VerifyAsync(token, http);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or SecurityTokenException or System.Text.Json.JsonException)
        {
            return TokenRefusal.Of("cannot be read as a JWT", "Send the three parts of a token as they were made.");
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (_cache.Count < MaxCached)
            return;
        foreach (var entry in _cache.Where(entry => entry.Value.Until <= now))
            _cache.TryRemove(entry);
        if (_cache.Count >= MaxCached)
            _cache.Clear();
    }

    [LoggerMessage(1, LogLevel.Debug, "A token for {Subject} of tenant {TenantId} was accepted, key {KeyId}")]
    private static partial void LogAccepted(ILogger logger, string? subject, string? tenantId, string? keyId);

    [LoggerMessage(2, LogLevel.Debug, "A token was refused: {Problem}")]
    private static partial void LogRefused(ILogger logger, string problem);
}
