using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Triad.Core.Errors;
using Triad.Gateway.Errors;

namespace Triad.Gateway.Calls;

/// <summary>Ends a call before its body is read: a gRPC response of headers only.</summary>
internal static class CallRefusal
{
    /// <summary>Writes the status of an error. Nothing may have been sent yet.</summary>
    public static void Write(HttpResponse response, Error error)
    {
        var status = ErrorStatus.Of([error]);
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = status.Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(status.Message);
        response.Headers[ErrorStatus.DetailsTrailer] = Convert.ToBase64String(status.ToByteArray()).TrimEnd('=');
    }
}
