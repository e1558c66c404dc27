using Microsoft.AspNetCore.Http;

namespace Triad.Gateway.Listeners;

/// <summary>Answers 404 to what is not served at the address that a request came to, before anything else looks at it. To gRPC that is UNIMPLEMENTED.</summary>
internal sealed class ListenerGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var asked = http.Features.Get<ListenerFeature>()?.Kind ?? ListenerKinds.Api;
        var served = http.GetEndpoint()?.Metadata.GetMetadata<ServedAt>()?.Kinds ?? ListenerKinds.Api;
        if ((asked & served) != ListenerKinds.None)
            return next(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
