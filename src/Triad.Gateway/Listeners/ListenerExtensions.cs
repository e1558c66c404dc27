using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Triad.Gateway.Listeners;

/// <summary>Says of addresses and endpoints what they are for.</summary>
public static class ListenerExtensions
{
    /// <summary>Says what an address is for.</summary>
    public static void Serve(this ListenOptions listen, ListenerKinds kind) => listen.Use(next => connection =>
    {
        connection.Features.Set(new ListenerFeature(kind));
        return next(connection);
    });

    /// <summary>Says at which addresses an endpoint is; others answer that there is none.</summary>
    public static T ServedAt<T>(this T endpoint, ListenerKinds kinds)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new ServedAt(kinds));
}
