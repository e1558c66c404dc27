namespace Triad.Vectors.Tests;

/// <summary>The contract, kept where bytes are scanned first.</summary>
public sealed class Int8FirstPassContractTests : EmbeddedVectorIndexContractTests
{
    /// <inheritdoc/>
    protected override void Configure(EmbeddedVectorIndexOptions options) => options.Int8FirstPass = true;
}
