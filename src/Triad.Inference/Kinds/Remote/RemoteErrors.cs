using System.Net;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;

namespace Triad.Inference.Kinds.Remote;

/// <summary>
/// What an endpoint's failures are called. Callers are told what failed and with which status; where the endpoint is and what it said is
/// the operator's, in the log alone.
/// </summary>
/// <param name="package">The package's id.</param>
/// <param name="endpoint">The endpoint.</param>
/// <param name="log">What the operator reads.</param>
internal sealed class RemoteErrors(string package, RemoteEndpoint endpoint, ILogger log)
{
    private const int MostShown = 200;

    private static readonly TimeSpan UsualHint = TimeSpan.FromSeconds(1);

    /// <summary>The endpoint cannot be reached, or broke off.</summary>
    public RemoteReply Unreachable(Exception failure)
    {
        log.EndpointUnreachable(package, failure.Message);
        return RemoteReply.Later(new Error(
            ErrorReason.Unavailable, $"{Who} does not answer.", "endpoint.url", null,
            "Start it, or let this process reach it; its log says more."));
    }

    /// <summary>An attempt took too long.</summary>
    public RemoteReply TooSlow() => RemoteReply.Later(new Error(
        ErrorReason.TimedOut, FormattableString.Invariant($"{Who} did not answer within {endpoint.Timeout.TotalSeconds} s."),
            "endpoint.timeout_seconds", null,
        "Give it more time, a smaller batch, or a faster machine."));

    /// <summary>The circuit is open: the endpoint failed again and again, and is left alone for a while.</summary>
    public Error LeftAlone(TimeSpan? wait) => new(
        ErrorReason.Unavailable, $"{Who} failed again and again, and is not asked for a while.", "endpoint.url", null,
            "Look at it; it is asked again by itself.",
        wait ?? UsualHint);

    /// <summary>The endpoint answered something else than vectors.</summary>
    public RemoteReply Malformed(string problem) =>
        RemoteReply.Never(Unusable($"gave an answer that {problem}", "Check the field 'form' and the server."));

    /// <summary>The endpoint gave what is no vector.</summary>
    public RemoteReply NoVector(string problem, RemoteInput input) => RemoteReply.Never(new Error(
        ErrorReason.Internal, $"{Who} gave {problem}. It was given '{Cut(input.Shown)}'; nothing is stored of it.",
            Remedy: "Look at the server: half precision overflows in some models."));

    /// <summary>The endpoint cannot be used as it is.</summary>
    public Error Unusable(string problem, string remedy) =>
        new(ErrorReason.ModelUnavailable, $"{Who} {problem}. {remedy}", "endpoint", null, remedy);

    /// <summary>The endpoint refused with a status.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">What it said, for the log.</param>
    /// <param name="retryAfter">When it wants to be asked again.</param>
    public RemoteReply Refused(HttpStatusCode status, string body, TimeSpan? retryAfter)
    {
        var number = (int)status;
        log.EndpointRefused(package, number, Cut(body));
        return status switch
        {
            HttpStatusCode.TooManyRequests => RemoteReply.Later(new Error(
                ErrorReason.QueueFull, $"{Who} has too much to do.", "endpoint", null, "Retry after the hinted delay.",
                retryAfter ?? UsualHint))
                with { IsThrottled = true, RetryAfter = retryAfter },
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented =>
                RemoteReply.Later(new Error(
                ErrorReason.Unavailable, $"{Who} failed with status {number}.", "endpoint", null, "Look at the server.", retryAfter))
                with { RetryAfter = retryAfter },
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => RemoteReply.Never(Unusable(
                $"refused with status {number}",
                endpoint.Secret is { } secret ? $"Put a secret that it takes into {secret.Name}."
                    : "Name the secret that it wants in endpoint.secret.")),
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => RemoteReply.Never(Unusable(
                $"answered with status {number}, a redirect, which is not followed", "Give the address that answers itself.")),
            HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity =>
                RemoteReply.Never(new Error(
                    ErrorReason.FieldInvalid, $"{Who} refused the input with status {number}.", "parts", null,
                    "Send a shorter text, or other media.")),
            _ => RemoteReply.Never(Unusable($"refused with status {number}", "Check the fields 'url', 'model' and 'form'.")),
        };
    }

    private string Who => $"The endpoint of {package}";

    private static string Cut(string text)
    {
        var printable = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
        return printable.Length <= MostShown ? printable : string.Concat(printable.AsSpan(0, MostShown), "…");
    }
}
