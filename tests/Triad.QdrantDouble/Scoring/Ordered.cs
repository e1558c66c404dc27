namespace Triad.Doubles.Scoring;

/// <summary>Order of floats as a server has it: what is not a number is larger than every number.</summary>
internal static class Ordered
{
    public static int Compare(float one, float other)
    {
        if (float.IsNaN(one) || float.IsNaN(other))
            return float.IsNaN(one).CompareTo(float.IsNaN(other));
        return one.CompareTo(other);
    }

    public static int Compare(double one, double other)
    {
        if (double.IsNaN(one) || double.IsNaN(other))
            return double.IsNaN(one).CompareTo(double.IsNaN(other));
        return one.CompareTo(other);
    }
}
