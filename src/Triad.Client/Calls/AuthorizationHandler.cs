using System.Net.Http.Headers;

namespace Triad.Client.Calls;

/// <summary>Puts the API key on every request.</summary>
internal sealed class AuthorizationHandler : DelegatingHandler
{
    private readonly AuthenticationHeaderValue? _key;
    private readonly bool _ownsTransport;

    public AuthorizationHandler(HttpMessageHandler transport, bool ownsTransport, string? key)
        : base(transport)
    {
        _ownsTransport = ownsTransport;
        _key = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_key is not null)
            request.Headers.Authorization = _key;
        return base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        // The base class would dispose a transport that the caller owns.
        if (_ownsTransport)
            base.Dispose(disposing);
    }
}
