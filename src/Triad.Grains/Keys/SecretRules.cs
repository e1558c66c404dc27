using System.Collections.Immutable;
using System.Security.Cryptography;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Grains.Keys;

/// <summary>Which secrets of a key are accepted: its own, and for a while those of before its rotations.</summary>
internal static class SecretRules
{
    /// <summary>How many older secrets a key has at most.</summary>
    public const int MostOlder = 4;

    /// <summary>Whether a secret is accepted, and when it ends. Every comparison is made, so that the time taken tells nothing.</summary>
    public static (bool Same, DateTimeOffset? Ends) Compare(ApiKeyState state, ImmutableArray<byte> sha256, DateTimeOffset now)
    {
        var (same, ends) = (AreSame(state.SecretSha256, sha256), (DateTimeOffset?)null);
        foreach (var older in state.Older)
            if (AreSame(older.SecretSha256, sha256) && older.Until > now)
                (same, ends) = (true, older.Until);
        return (same, ends);
    }

    /// <summary>Whether a secret is or was one of the key's.</summary>
    public static bool Knows(ApiKeyState state, ImmutableArray<byte> sha256) =>
        AreSame(state.SecretSha256, sha256) || state.Older.Any(older => AreSame(older.SecretSha256, sha256));

    /// <summary>The older secrets that are accepted yet.</summary>
    public static ImmutableArray<OlderSecretState> Accepted(ApiKeyState state, DateTimeOffset now) =>
        state.Older.IsEmpty ? [] : [.. state.Older.Where(older => older.Until > now)];

    /// <summary>What tokens are checked with.</summary>
    public static ImmutableArray<BoundTokenPublicKey> TokenKeys(ApiKeyState state, ImmutableArray<OlderSecretState> older) =>
        state.TokenKey.IsEmpty && older.IsEmpty
            ? []
            : [
                .. Of(state.TokenKey, null),
                .. older.SelectMany(secret => Of(secret.TokenKey, secret.Until)),
            ];

    /// <summary>The key with another secret; the one of before ends after a while. Those that have ended are forgotten when there is need of room.</summary>
    public static Result<ApiKeyState> Rotate(ApiKeyState state, ApiKeySecret secret, TimeSpan overlap, DateTimeOffset now)
    {
        var accepted = Accepted(state, now);
        if (accepted.Length >= MostOlder)
            return Error.Of(
                ErrorReason.Conflict, "key_id", secret.KeyId, $"has {accepted.Length} older secrets that are accepted yet",
                FormattableString.Invariant($"Wait until {accepted.Min(older => older.Until):u}, or make another key."));
        var last = new OlderSecretState { SecretSha256 = state.SecretSha256, TokenKey = state.TokenKey, Until = now + overlap };
        return state with
        {
            SecretSha256 = secret.Sha256,
            TokenKey = state.TenantId.Length > 0 ? secret.TokenKey() : [],
            Older = [last, .. accepted, .. state.Older.Except(accepted).Take(MostOlder - accepted.Length - 1)],
        };
    }

    private static IEnumerable<BoundTokenPublicKey> Of(ImmutableArray<byte> point, DateTimeOffset? until) =>
        point.IsEmpty ? [] : [new BoundTokenPublicKey(point, until)];

    private static bool AreSame(ImmutableArray<byte> mine, ImmutableArray<byte> theirs) =>
        CryptographicOperations.FixedTimeEquals(mine.AsSpan(), theirs.AsSpan());
}
