using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>What searches of a shard leave out.</summary>
/// <param name="Mark">Names this moment; to be given when asked again.</param>
/// <param name="Hidden">What is hidden now.</param>
/// <param name="Meanwhile">What was hidden at some time since the mark that was given, though it may be visible again or gone.</param>
/// <param name="KnowsMeanwhile">False where that is no longer known: the mark is too old, or another activation's.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.shards.shard-hiding")]
public sealed record ShardHiding(
    [property: Id(0)] long Mark,
    [property: Id(1)] ImmutableArray<HiddenGeneration> Hidden,
    [property: Id(2)] ImmutableArray<HiddenGeneration> Meanwhile,
    [property: Id(3)] bool KnowsMeanwhile);
