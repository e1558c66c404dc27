namespace Triad.Gateway.Webhooks;

/// <summary>Where a list of deliveries goes on.</summary>
/// <param name="At">When the event of the last one happened, in milliseconds since 1970.</param>
/// <param name="After">The id of the last one.</param>
internal sealed record DeliveryCursor(long At, Guid After);
