using System.Diagnostics;
using Grpc.Core;

namespace Triad.Gateway.Calls;

/// <summary>Says on the web server's span which call it is, by OpenTelemetry's conventions for RPC.</summary>
internal static class CallSpan
{
    /// <summary>Names the call.</summary>
    /// <param name="span">Null where nobody listens.</param>
    /// <param name="path">"/package.Service/Method".</param>
    public static void Name(Activity? span, string path)
    {
        if (span is null)
            return;
        var name = path.TrimStart('/');
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        span.DisplayName = name;
        span.SetTag("rpc.system", "grpc").SetTag("rpc.service", name[..slash]).SetTag("rpc.method", name[(slash + 1)..]);
    }

    /// <summary>Says how the call ended. Only what is the platform's fault is an error of the span.</summary>
    public static void End(Activity? span, StatusCode code)
    {
        span?.SetTag("rpc.grpc.status_code", (int)code);
        if (code is StatusCode.Unknown or StatusCode.Internal or StatusCode.DataLoss or StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Unimplemented)
            span?.SetStatus(ActivityStatusCode.Error, code.ToString());
    }
}
