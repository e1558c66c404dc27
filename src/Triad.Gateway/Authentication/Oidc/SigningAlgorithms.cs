using Microsoft.IdentityModel.Tokens;

namespace Triad.Gateway.Authentication.Oidc;

/// <summary>How issuers may sign: by key pairs alone, so that what checks a token cannot make one.</summary>
internal static class SigningAlgorithms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>All of them, for people.</summary>
    public static string Names { get; } = string.Join(", ", All);

    /// <summary>True for one of them.</summary>
    public static bool AreKnown(string algorithm) => All.Contains(algorithm, StringComparer.Ordinal);
}
