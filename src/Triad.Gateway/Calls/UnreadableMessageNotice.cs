using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Gateway.Errors;

namespace Triad.Gateway.Calls;

/// <summary>
/// gRPC ends a call whose message it cannot read before any handler sees it, as if the platform had failed. This says that it is the message, in the form
/// of all other errors.
/// </summary>
internal sealed partial class UnreadableMessageNotice(RequestDelegate next, ILogger<UnreadableMessageNotice> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (http.Response.HasStarted || !IsBareFault(http.Response.Headers))
            return;
        if (http.Features.Get<ReachedHandler>() is null)
        {
            CallRefusal.Write(http.Response, UnreadableMessage.Refusal);
            return;
        }

        // The handler's own failures come with details: here its answer could not be written.
        LogUnwritten(logger, http.Request.Path);
        CallRefusal.Write(http.Response, new Error(ErrorReason.Internal, "Internal error.", Remedy: "Tell the operator when it happened."));
    }

    private static bool IsBareFault(IHeaderDictionary headers) =>
        int.TryParse(headers["grpc-status"], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
        && (StatusCode)code is (StatusCode.Unknown or StatusCode.Internal)
        && !headers.ContainsKey(MetadataExtensions.StatusDetailsTrailerName);

    [LoggerMessage(1, LogLevel.Error, "The answer of {Method} could not be written")]
    private static partial void LogUnwritten(ILogger logger, string method);
}
