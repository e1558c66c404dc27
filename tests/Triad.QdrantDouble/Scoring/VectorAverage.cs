using Triad.Doubles.Storage;

namespace Triad.Doubles.Scoring;

/// <summary>The vector that recommends by the average: twice that of the positive examples, less that of the negative ones.</summary>
internal static class VectorAverage
{
    public static VectorData Of(VectorData[] positive, VectorData[] negative)
    {
        if (positive.Length == 0)
            throw Refusal.WrongInput("Positive vectors should not be empty with `average` strategy");
        if (positive.Concat(negative).Any(vector => vector.Multi is not null))
            throw Refusal.Uncomputed("averages of multivectors");
        var wanted = Average(positive);
        if (negative.Length == 0)
            return wanted;
        var unwanted = Average(negative);
        return wanted.Sparse is { } sparse
            ? new VectorData(Sparse: sparse.Combine(unwanted.Sparse!, (good, bad) => good + good - bad))
            : new VectorData(Dense: [.. wanted.Dense!.Zip(unwanted.Dense!, (good, bad) => good + good - bad)]);
    }

    private static VectorData Average(VectorData[] vectors)
    {
        if (vectors[0].Sparse is { } first)
        {
            var sum = vectors.Skip(1).Aggregate(first, (total, vector) => vector.Sparse!.Combine(total, (one, other) => one + other));
            return new VectorData(Sparse: sum with { Values = [.. sum.Values.Select(value => value / vectors.Length)] });
        }

        var average = new float[vectors[0].Dense!.Length];
        foreach (var vector in vectors)
        {
            for (var i = 0; i < average.Length; i++)
                average[i] += vector.Dense![i];
        }

        return new VectorData(Dense: [.. average.Select(value => value / vectors.Length)]);
    }
}
