using System.Collections.Immutable;

namespace Triad.Grains.Webhooks;

/// <summary>What is kept of a webhook.</summary>
[GenerateSerializer]
[Alias("triad.state.webhook")]
public sealed record WebhookState
{
    /// <summary>Which webhook it is.</summary>
    [Id(0)]
    public string Id { get; init; } = string.Empty;

    /// <summary>The request that made it; empty for none.</summary>
    [Id(1)]
    public string RequestId { get; init; } = string.Empty;

    /// <summary>Where events are posted to.</summary>
    [Id(2)]
    public string Url { get; init; } = string.Empty;

    /// <summary>The types that it takes; empty for all.</summary>
    [Id(3)]
    public ImmutableArray<string> EventTypes { get; init; } = [];

    /// <summary>Whether nothing is sent.</summary>
    [Id(4)]
    public bool Paused { get; init; }

    /// <summary>Why the platform has paused it; empty where it has not.</summary>
    [Id(5)]
    public string PauseReason { get; init; } = string.Empty;

    /// <summary>When it was made.</summary>
    [Id(6)]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>What signs.</summary>
    [Id(7)]
    public SealedSecretState Secret { get; init; } = new();

    /// <summary>What signed before; null where there is none.</summary>
    [Id(8)]
    public SealedSecretState? OldSecret { get; init; }

    /// <summary>Until when the secret of before signs too.</summary>
    [Id(9)]
    public DateTimeOffset? OldSecretUntil { get; init; }
}
