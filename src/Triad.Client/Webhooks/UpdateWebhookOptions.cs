namespace Triad.Client;

/// <summary>A change of a webhook; what is null stays.</summary>
public sealed record UpdateWebhookOptions
{
    /// <summary>Where events are posted to.</summary>
    public string? Url { get; init; }

    /// <summary>The types that it takes; empty for all.</summary>
    public IReadOnlyList<string>? EventTypes { get; init; }

    /// <summary>True to send nothing for now.</summary>
    public bool? Paused { get; init; }
}
