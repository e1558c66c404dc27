using Triad.Core.Errors;

namespace Triad.Gateway.Authentication.Tokens;

/// <summary>The words for tokens that are not accepted.</summary>
internal static class TokenRefusal
{
    /// <summary>The one answer to a token whose key is unknown, revoked or expired, and to one that another has signed.</summary>
    public static Error OtherSigner { get; } =
        Of("is signed by none of the platform's keys", "Make another one from a key that is neither revoked nor expired.");

    /// <summary>A refusal with its reason.</summary>
    /// <param name="problem">What is wrong with the token.</param>
    /// <param name="remedy">What to do.</param>
    public static Error Of(string problem, string remedy) =>
        new(ErrorReason.TokenInvalid, $"The token {problem}. {remedy}", "authorization", null, remedy);

    /// <summary>A refusal that shows a value of the token.</summary>
    public static Error Of(string problem, string? value, string remedy)
    {
        var error = Error.Of(ErrorReason.TokenInvalid, "authorization", value, problem, remedy);
        return error with { Message = $"The token {problem}: '{error.Value}'. {remedy}" };
    }
}
