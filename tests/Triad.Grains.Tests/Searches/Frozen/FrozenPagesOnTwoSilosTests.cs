namespace Triad.Grains.Tests.Searches.Frozen;

/// <inheritdoc/>
public sealed class FrozenPagesOnTwoSilosTests : FrozenPagesTests
{
    private protected override Layout Layout => Tests.Layout.Two;
}
