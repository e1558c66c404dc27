using Triad.Gateway.Calls;

namespace Triad.Gateway.Authentication.Tokens;

/// <summary>A token that is what it says.</summary>
/// <param name="Caller">What it allows.</param>
/// <param name="Ends">When it ends.</param>
internal sealed record VerifiedToken(Caller Caller, DateTimeOffset Ends);
