namespace Triad.Grains.DataKeys;

/// <summary>What is kept of a tenant's data key.</summary>
[GenerateSerializer]
[Alias("triad.state.data-key")]
public sealed record DataKeyState
{
    /// <summary>Which key it is; empty for none.</summary>
    [Id(0)]
    public Guid KeyId { get; init; }

    /// <summary>The name of the key-encryption key.</summary>
    [Id(1)]
    public string WrappedBy { get; init; } = string.Empty;

    /// <summary>The wrapped key.</summary>
    [Id(2)]
    public string Text { get; init; } = string.Empty;

    /// <summary>True where the key was destroyed.</summary>
    [Id(3)]
    public bool IsDestroyed { get; init; }
}
