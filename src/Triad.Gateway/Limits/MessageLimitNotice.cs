using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
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

    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers is not { IsReadOnly: false } trailers
            || trailers["grpc-status"] != ((int)StatusCode.ResourceExhausted).ToString(System.Globalization.CultureInfo.InvariantCulture)
            || Uri.UnescapeDataString(trailers["grpc-message"].ToString()) != GrpcText)
            return;
        var maximum = options.Value.Limits.MaxMessageBytes;
        var error = Error.OverLimit("message", $"more than {maximum} bytes", nameof(LimitsOptions.MaxMessageBytes), maximum, "Send a smaller message.");
        CallRefusal.Write(trailers, error);
    }
}
