namespace Triad.Benchmarks.Scale;

/// <summary>What one thing costs. Where it was measured stands in docs/scale.md, and what was not measured is called an assumption there.</summary>
/// <param name="EmbedCoreMs">Processor milliseconds that a segment takes from its frames to its vectors.</param>
/// <param name="DecodeCoreMs">The same of decoding it.</param>
/// <param name="SearchCoreMs">Of a search in client's side, gateway and grains.</param>
/// <param name="QueryCoreMs">Of embedding a query.</param>
/// <param name="IndexCoreMs">Of the index, a search.</param>
/// <param name="Dimension">Numbers of a vector.</param>
/// <param name="VectorsPerSegment">Vectors that a segment has.</param>
/// <param name="MediaGigabytesPerHour">Size of the footage.</param>
internal sealed record UnitCosts(
    double EmbedCoreMs, double DecodeCoreMs, double SearchCoreMs, double QueryCoreMs, double IndexCoreMs, int Dimension, int VectorsPerSegment, double MediaGigabytesPerHour);
