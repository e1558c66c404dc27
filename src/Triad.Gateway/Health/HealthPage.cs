using Microsoft.AspNetCore.Http;

namespace Triad.Gateway.Health;

/// <summary>Readiness for what asks by plain HTTP, such as a load balancer: 200 or 503, with one word.</summary>
internal static class HealthPage
{
    /// <summary>Where it is.</summary>
    public const string Path = "/healthz";

    /// <summary>Answers a request.</summary>
    public static Task Write(HttpContext http, HealthBoard board)
    {
        var isReady = board.IsReady;
        http.Response.StatusCode = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "text/plain";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(isReady ? "ready\n" : "not ready\n");
    }
}
