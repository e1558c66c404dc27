namespace Triad.RuntimeSemantics.Tests;

/// <summary>The tests that share one silo.</summary>
[CollectionDefinition(Name)]
public sealed class SiloCollection : ICollectionFixture<SiloFixture>
{
    public const string Name = "silo";
}
