namespace Triad.Grains.Tests.Shards;

/// <inheritdoc/>
public sealed class ShardsOnThreeSilosTests : IndexShardGrainTests
{
    private protected override Layout Layout => Tests.Layout.Three;
}
