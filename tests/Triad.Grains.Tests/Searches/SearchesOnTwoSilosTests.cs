namespace Triad.Grains.Tests.Searches;

/// <inheritdoc/>
public sealed class SearchesOnTwoSilosTests : SearchTests
{
    private protected override Layout Layout => Tests.Layout.Two;
}
