namespace Triad.Grains.Tests.Shards;

/// <inheritdoc/>
public sealed class ShardsOnTwoSilosTests : IndexShardGrainTests
{
    private protected override Layout Layout => Tests.Layout.Two;
}
