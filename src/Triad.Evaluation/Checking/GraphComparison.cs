namespace Triad.Evaluation.Checking;

/// <summary>One graph of two packages, side by side.</summary>
/// <param name="Bytes">Size of the first's files.</param>
/// <param name="OtherBytes">Size of the second's.</param>
/// <param name="Milliseconds">Median time of a batch of the first.</param>
/// <param name="OtherMilliseconds">Median time of a batch of the second.</param>
/// <param name="Ratio">How much faster the first is: the median over the rounds of the second's time over the first's.</param>
/// <param name="MinCosine">Smallest cosine between a row of the first's output and the second's; null where they differ in length.</param>
public sealed record GraphComparison(
    long Bytes, long OtherBytes, double Milliseconds, double OtherMilliseconds, double Ratio, double? MinCosine);
