using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Gateway.Calls;

namespace Triad.Gateway.Limits;

/// <summary>
/// gRPC refuses a message above the limit before any handler sees it, with a text that names no limit. This says which limit it
/// was, in the form of all other errors.
/// </summary>
internal sealed class MessageLimitNotice(RequestDelegate next, IOptions<GatewayOptions> options)
{
    private const string GrpcText = "Received message exceeds the maximum configured message size.";

    /// <summary>Tells whether this is gRPC's refusal of a message.</summary>
    public static bool IsOfGrpc(Status status) => status.StatusCode == StatusCode.ResourceExhausted && status.Detail == GrpcText;

    /// <summary>What the caller is told instead.</summary>
    public static Error Explain(LimitsOptions limits) => Error.OverLimit(
        "message",
        $"more than {limits.MaxMessageBytes} bytes",
        nameof(limits.MaxMessageBytes),
        limits.MaxMessageBytes,
        "Send a smaller message.");

    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        // gRPC writes the status of a call that sent nothing into the headers.
        if (http.Response.HasStarted
            || http.Response.Headers["grpc-status"] != ((int)StatusCode.ResourceExhausted).ToString(CultureInfo.InvariantCulture)
            || Uri.UnescapeDataString(http.Response.Headers["grpc-message"].ToString()) != GrpcText)
            return;
        CallRefusal.Write(http.Response, Explain(options.Value.Limits));
    }
}
