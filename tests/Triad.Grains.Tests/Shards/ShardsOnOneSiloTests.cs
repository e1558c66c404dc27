namespace Triad.Grains.Tests.Shards;

/// <inheritdoc/>
public sealed class ShardsOnOneSiloTests : IndexShardGrainTests
{
    private protected override Layout Layout => Tests.Layout.One;
}
