namespace Triad.Grains.Tests.Searches;

/// <inheritdoc/>
public sealed class SearchesOnOneSiloTests : SearchTests
{
    private protected override Layout Layout => Tests.Layout.One;
}
