namespace Triad.Gateway.Authentication.Oidc;

/// <summary>The client that fetches keys: no redirects to elsewhere, and no documents without end.</summary>
internal static class IssuerHttp
{
    private const int MaxDocumentBytes = 1024 * 1024;

    /// <summary>Makes one; its owner keeps it for as long as the process lives.</summary>
    public static HttpClient Create() => new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        MaxResponseContentBufferSize = MaxDocumentBytes,
        Timeout = Timeout.InfiniteTimeSpan, // Each fetch has a deadline of its own.
    };
}
