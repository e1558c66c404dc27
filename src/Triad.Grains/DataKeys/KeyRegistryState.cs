using System.Collections.Immutable;

namespace Triad.Grains.DataKeys;

/// <summary>By which key-encryption keys data keys are wrapped.</summary>
[GenerateSerializer]
[Alias("triad.state.key-registry")]
public sealed record KeyRegistryState
{
    /// <summary>Their names, in the order in which they were registered.</summary>
    [Id(0)]
    public ImmutableArray<string> Names { get; init; } = [];
}
