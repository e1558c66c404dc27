namespace Triad.Grains.Tests.Searches.Frozen;

/// <inheritdoc/>
public sealed class FrozenPagesOnOneSiloTests : FrozenPagesTests
{
    private protected override Layout Layout => Tests.Layout.One;
}
