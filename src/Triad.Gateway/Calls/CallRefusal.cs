using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Triad.Core.Errors;
using Triad.Gateway.Errors;
using Triad.Gateway.Quotas;

namespace Triad.Gateway.Calls;

/// <summary>Ends a call before its body is read: a gRPC response of headers only.</summary>
internal static class CallRefusal
{
    /// <summary>Writes the status of an error. Nothing may have been sent yet.</summary>
    public static void Write(HttpResponse response, Error error)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        var headers = response.Headers;
        var status = ErrorStatus.Of([error]);
        foreach (var (name, value) in RateLimitFields.Of(error))
            headers[name] = value;
        headers["grpc-status"] = status.Code.ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = Uri.EscapeDataString(status.Message);
        headers[MetadataExtensions.StatusDetailsTrailerName] = Convert.ToBase64String(status.ToByteArray()).TrimEnd('=');
    }
}
