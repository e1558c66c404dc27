using System.Collections.Immutable;

namespace Triad.Grains.Grants;

/// <summary>What is kept of a grant at its grantor.</summary>
[GenerateSerializer]
[Alias("triad.state.grant")]
public sealed record GrantState
{
    /// <summary>Which grant it is.</summary>
    [Id(0)]
    public string Id { get; init; } = string.Empty;

    /// <summary>The request that made it; empty for none.</summary>
    [Id(1)]
    public string RequestId { get; init; } = string.Empty;

    /// <summary>Who may search.</summary>
    [Id(2)]
    public string Grantee { get; init; } = string.Empty;

    /// <summary>For people.</summary>
    [Id(3)]
    public string DisplayName { get; init; } = string.Empty;

    /// <summary>What it lets through, as text.</summary>
    [Id(4)]
    public string Filter { get; init; } = string.Empty;

    /// <summary>Whether the video's name is shown.</summary>
    [Id(5)]
    public bool ShowsName { get; init; }

    /// <summary>Whether the transcript is shown.</summary>
    [Id(6)]
    public bool ShowsTranscript { get; init; }

    /// <summary>Whether all metadata is shown.</summary>
    [Id(7)]
    public bool ShowsAllMetadata { get; init; }

    /// <summary>The metadata that is shown otherwise.</summary>
    [Id(8)]
    public ImmutableArray<string> MetadataKeys { get; init; } = [];

    /// <summary>The space of both tenants when it was made.</summary>
    [Id(9)]
    public string Space { get; init; } = string.Empty;

    /// <summary>When it was made.</summary>
    [Id(10)]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends by itself.</summary>
    [Id(11)]
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The key that made it.</summary>
    [Id(12)]
    public string CreatedBy { get; init; } = string.Empty;

    /// <summary>When it was revoked; null before.</summary>
    [Id(13)]
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The key that revoked it.</summary>
    [Id(14)]
    public string RevokedBy { get; init; } = string.Empty;

    /// <summary>True once the grantee was erased.</summary>
    [Id(15)]
    public bool IsGone { get; init; }
}
