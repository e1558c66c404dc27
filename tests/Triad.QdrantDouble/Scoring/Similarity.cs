using Qdrant.Client.Grpc;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Scoring;

/// <summary>How near two vectors are: larger is nearer, whatever the distance. Sums are of single floats, as a server's are.</summary>
internal static class Similarity
{
    private const float NormalisedWithin = 1e-6f;
    private const float SmallestSquares = 1.1920929e-7f;

    /// <summary>Cosine compares normalised vectors, and stores them so.</summary>
    public static VectorData Prepared(VectorSpace space, VectorData vector)
    {
        if (space.Distance != Distance.Cosine)
            return vector;
        if (vector.Dense is { } dense)
            return new VectorData(Dense: Normalised(dense));
        return vector.Multi is { } rows ? new VectorData(Multi: [.. rows.Select(Normalised)]) : vector;
    }

    public static float Of(VectorSpace space, VectorData one, VectorData other)
    {
        if (one.Sparse is { } sparse)
            return Dot(sparse, other.Sparse!) ?? 0;
        if (one.Multi is null && other.Multi is null)
            return Of(space.Distance, one.Dense!, other.Dense!);
        var sum = 0f;
        foreach (var row in Rows(one))
            sum += Rows(other).Max(each => Of(space.Distance, row, each));
        return sum;
    }

    /// <summary>The sum over the indices that both have; null where they share none.</summary>
    public static float? Dot(SparseData one, SparseData other)
    {
        var (i, j, sum, shares) = (0, 0, 0f, false);
        while (i < one.Indices.Length && j < other.Indices.Length)
        {
            if (one.Indices[i] == other.Indices[j])
            {
                sum += one.Values[i++] * other.Values[j++];
                shares = true;
            }
            else if (one.Indices[i] < other.Indices[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return shares ? sum : null;
    }

    /// <summary>The score that an answer has: distances are positive there.</summary>
    public static float Shown(Distance distance, float similarity) => distance switch
    {
        Distance.Euclid => MathF.Sqrt(MathF.Abs(similarity)),
        Distance.Manhattan => MathF.Abs(similarity),
        _ => similarity,
    };

    private static float[][] Rows(VectorData vector) => vector.Multi ?? [vector.Dense!];

    private static float Of(Distance distance, float[] one, float[] other)
    {
        var sum = 0f;
        switch (distance)
        {
            case Distance.Euclid:
                for (var i = 0; i < one.Length; i++)
                    sum -= (one[i] - other[i]) * (one[i] - other[i]);
                return sum;
            case Distance.Manhattan:
                for (var i = 0; i < one.Length; i++)
                    sum -= MathF.Abs(one[i] - other[i]);
                return sum;
            default:
                for (var i = 0; i < one.Length; i++)
                    sum += one[i] * other[i];
                return sum;
        }
    }

    private static float[] Normalised(float[] vector)
    {
        var squares = vector.Sum(number => number * number);
        if (squares < SmallestSquares || MathF.Abs(squares - 1) <= NormalisedWithin)
            return vector;
        var length = MathF.Sqrt(squares);
        return [.. vector.Select(number => number / length)];
    }
}
