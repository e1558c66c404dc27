using System.Collections.Immutable;

namespace Triad.Grains.Webhooks;

/// <summary>The webhooks of a tenant.</summary>
[GenerateSerializer]
[Alias("triad.state.webhooks")]
public sealed record WebhooksState
{
    /// <summary>In the order in which they were made.</summary>
    [Id(0)]
    public ImmutableArray<WebhookState> Webhooks { get; init; } = [];
}
