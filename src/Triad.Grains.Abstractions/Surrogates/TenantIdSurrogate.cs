namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>A tenant's id as it crosses between grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.tenant-id.surrogate")]
public readonly struct TenantIdSurrogate
{
    /// <summary>The id as text; null for an uninitialised one.</summary>
    [Id(0)]
    public string? Value { get; init; }
}
