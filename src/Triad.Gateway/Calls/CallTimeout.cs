using System.Text.RegularExpressions;
using Triad.Core.Errors;

namespace Triad.Gateway.Calls;

/// <summary>The header that says how long a caller waits, by the gRPC specification of HTTP/2 requests.</summary>
internal static partial class CallTimeout
{
    /// <summary>The header.</summary>
    public const string Header = "grpc-timeout";

    /// <summary>Why the header is refused; null where it is a timeout, or not there.</summary>
    public static Error? Check(string? value) => string.IsNullOrEmpty(value) || Form().IsMatch(value)
        ? null
        : Error.Invalid(Header, value, "is not a timeout", "Send 1 to 8 digits and a unit (H, M, S, m, u or n), for example 30S, or leave it out.");

    [GeneratedRegex(@"\A[0-9]{1,8}[HMSmun]\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
