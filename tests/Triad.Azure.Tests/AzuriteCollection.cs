namespace Triad.Azure.Tests;

/// <summary>The tests that share an emulator; some stop it, so they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "azurite";
}
