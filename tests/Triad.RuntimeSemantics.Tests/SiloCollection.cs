namespace Triad.RuntimeSemantics.Tests;

/// <summary>The tests that share one silo: localhost clustering of the real runtime has one port.</summary>
[CollectionDefinition(Name)]
public sealed class SiloCollection : ICollectionFixture<SiloFixture>
{
    public const string Name = "silo";
}
