using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Gateway.Calls;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Gateway.Authentication;

/// <summary>
/// Tells who presents a key. The key's grain compares hashes; its answer is cached for seconds, so that a revocation takes effect everywhere
/// within <see cref="GatewayOptions.KeyCacheSeconds"/>, and so does a suspension of its tenant. Refusals of keys are not cached; that of a suspended
/// tenant is, so that its flood costs no grain a call.
/// </summary>
internal sealed class KeyAuthenticator(
    IGrainFactory grains, TenantDoor door, KeyUses uses, TimeProvider time, IOptions<GatewayOptions> options)
{
    private const string Scheme = "Bearer ";

    // Far above the keys in use on one gateway; a bound against growing without end.
    private const int MaxCached = 10_000;

    private readonly ConcurrentDictionary<string, CachedKey> _cache = new(StringComparer.Ordinal);

    // By object, not by content: Kestrel gives a connection's next request the same string where a header has not changed. Such a string needs no second
    // hash, and comparing references takes the same time whatever is in it.
    private readonly ConditionalWeakTable<string, CachedKey> _presented = [];
    private readonly TimeSpan _cacheTime = TimeSpan.FromSeconds(options.Value.KeyCacheSeconds);

    /// <summary>The caller behind an authorization header; or KeyInvalid, or TenantSuspended.</summary>
    public ValueTask<Result<Caller>> AuthenticateAsync(string? header, CancellationToken cancellationToken)
    {
        if (header is not null && _presented.TryGetValue(header, out var presented) && time.GetUtcNow() < presented.Until)
            return Answer(presented.Answer);
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return Answer(ApiKeySecret.Refusal);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!ApiKeySecret.TryHash(header.AsSpan(Scheme.Length).Trim(), hash, out var keyId))
            return Answer(ApiKeySecret.Refusal);
        if (_cache.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(keyId, out var cached) && cached.Find(hash, time.GetUtcNow()) is { } known)
        {
            _presented.AddOrUpdate(header, known);
            return Answer(known.Answer);
        }

        var id = ApiKeyId.Parse(keyId.ToString());
        if (!id.IsOk)
            return Answer(ApiKeySecret.Refusal);
        ImmutableArray<byte> secret = [.. hash];
        return new ValueTask<Result<Caller>>(
            Outage.WaitThroughAsync(() => VerifyAsync(id.Value, secret, cancellationToken), SiloDeath.IsCauseOf, time, cancellationToken));
    }

    private static ValueTask<Result<Caller>> Answer(Result<Caller> result) => ValueTask.FromResult(result);

    private async Task<Result<Caller>> VerifyAsync(ApiKeyId id, ImmutableArray<byte> hash, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var grain = grains.ApiKey(id);
        var reply = await grain.VerifyAsync(hash, cancellationToken);
        if (!reply.IsOk)
        {
            _cache.TryRemove(id.Value, out _);
            return reply.Error.Reason == ErrorReason.KeyInvalid ? ApiKeySecret.Refusal : reply.Error;
        }

        var key = reply.Value;
        uses.Note(id, asked);
        var answer = await door.EnterAsync(CallerOf(key), cancellationToken);
        if (!answer.IsOk && answer.Error.Reason != ErrorReason.TenantSuspended)
            return answer;
        var until = asked + _cacheTime;
        if (key.ExpiresAt < until)
            until = key.ExpiresAt.Value;
        MakeRoom();
        _cache[id.Value] = new CachedKey(hash, answer, until).Before(_cache.GetValueOrDefault(id.Value), asked);
        return answer;
    }

    /// <summary>What a key allows.</summary>
    public static Caller CallerOf(ApiKeySnapshot key) => new(key.KeyId, key.TenantId, ScopeNames.Parse(key.Scopes))
    {
        Filter = key.Filter ?? Filter.Everything,
        Networks = AllowedNetworks.From(key.Networks),
        EndsAt = key.ExpiresAt,
    };

    private void MakeRoom()
    {
        if (_cache.Count < MaxCached)
            return;
        var now = time.GetUtcNow();
        foreach (var entry in _cache.Where(entry => entry.Value.Until <= now))
            _cache.TryRemove(entry);
        if (_cache.Count >= MaxCached)
            _cache.Clear();
    }
}
