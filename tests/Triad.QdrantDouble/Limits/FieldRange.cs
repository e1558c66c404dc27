using System.Globalization;

namespace Triad.Doubles.Limits;

/// <summary>The smallest and the largest value of a field.</summary>
internal sealed record FieldRange(double Smallest, double? Largest = null)
{
    public void Check(string path, object? value)
    {
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        if (number >= Smallest && !(number > Largest))
            return;
        var isFraction = value is float or double;
        throw Refusal.InBody(
            path,
            Largest is { } largest
                ? $"value {Text(number, isFraction)} invalid, must be from {Text(Smallest, isFraction)} to {Text(largest, isFraction)}"
                : $"value {Text(number, isFraction)} invalid, must be {Text(Smallest, isFraction)} or larger");
    }

    private static string Text(double number, bool isFraction)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return isFraction && number == Math.Floor(number) ? $"{text}.0" : text;
    }
}
