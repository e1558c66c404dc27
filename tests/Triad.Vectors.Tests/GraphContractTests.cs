namespace Triad.Vectors.Tests;

/// <summary>The contract, kept where graphs are built beside every write.</summary>
public sealed class GraphContractTests : EmbeddedVectorIndexContractTests
{
    /// <inheritdoc/>
    protected override void Configure(EmbeddedVectorIndexOptions options) => options.GraphFromRows = 10;
}
