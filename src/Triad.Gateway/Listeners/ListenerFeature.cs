namespace Triad.Gateway.Listeners;

/// <summary>On a connection: what the address that it came to is for.</summary>
/// <param name="Kind">One kind.</param>
internal sealed record ListenerFeature(ListenerKinds Kind);
