namespace Triad.Grains.Grants;

/// <summary>What is kept of a grant at its grantee.</summary>
[GenerateSerializer]
[Alias("triad.state.received-grant")]
public sealed record ReceivedGrantState
{
    /// <summary>Which grant it is.</summary>
    [Id(0)]
    public string Id { get; init; } = string.Empty;

    /// <summary>Whose it is.</summary>
    [Id(1)]
    public string Grantor { get; init; } = string.Empty;

    /// <summary>When it was made.</summary>
    [Id(2)]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends by itself.</summary>
    [Id(3)]
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>True once the grantor was erased.</summary>
    [Id(4)]
    public bool IsGone { get; init; }
}
