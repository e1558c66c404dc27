namespace Triad.Gateway.Tenants;

/// <summary>Where a list in the order of ids goes on.</summary>
/// <param name="After">The last id of the page before.</param>
internal sealed record IdCursor(string After);
