using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Triad.Core.Errors;

namespace Triad.Gateway.Authentication.Tokens;

/// <summary>Whether a token counts now, by the platform's clock and what clocks may differ.</summary>
internal sealed class TokenLifetime(TimeProvider time, IOptions<GatewayOptions> options)
{
    private readonly TimeSpan _skew = TimeSpan.FromSeconds(options.Value.TokenClockSkewSeconds);

    /// <summary>When the token ends; TokenInvalid where it does not count now, or for longer than it may.</summary>
    /// <param name="token">The token.</param>
    /// <param name="longest">How far from now it may end; null for any time.</param>
    public Result<DateTimeOffset> Check(JsonWebToken token, TimeSpan? longest)
    {
        var now = time.GetUtcNow();
        if (InstantOf(token, JwtRegisteredClaimNames.Exp) is not { } ends)
            return TokenRefusal.Of("has no end, 'exp'", "Make one with an end.");
        if (ends + _skew <= now)
            return TokenRefusal.Of(FormattableString.Invariant($"expired at {ends:u}; the platform's clock says {now:u}"), "Make another one.");
        if (InstantOf(token, JwtRegisteredClaimNames.Nbf) is { } begins && begins - _skew > now)
            return TokenRefusal.Of(
                FormattableString.Invariant($"is not valid before {begins:u}; the platform's clock says {now:u}"), "Set the clock of who makes tokens right.");
        if (longest is { } most && ends - now > most + _skew)
            return TokenRefusal.Of(
                FormattableString.Invariant($"ends at {ends:u}, which is more than {most.TotalMinutes} minutes from now, {now:u}"), "Make shorter ones.");
        return ends;
    }

    private static DateTimeOffset? InstantOf(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<long>(claim, out var seconds) && seconds is > -62_135_596_800 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
