namespace Triad.Gateway.Listeners;

/// <summary>On an endpoint: the listeners that serve it. Without it, those of the API alone do.</summary>
/// <param name="Kinds">One kind or several.</param>
internal sealed record ServedAt(ListenerKinds Kinds);
