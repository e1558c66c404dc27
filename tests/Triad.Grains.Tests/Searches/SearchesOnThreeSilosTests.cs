namespace Triad.Grains.Tests.Searches;

/// <inheritdoc/>
public sealed class SearchesOnThreeSilosTests : SearchTests
{
    private protected override Layout Layout => Tests.Layout.Three;
}
