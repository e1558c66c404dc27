using System.Globalization;

namespace Triad.Benchmarks.Crash;

/// <summary>All that can be compared of a platform: facts that must be the same, and numbers that must be close.</summary>
internal sealed class StateImage
{
    private const float Tolerance = 1e-5f;

    private readonly SortedDictionary<string, string> _facts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, float[]> _numbers = new(StringComparer.Ordinal);

    public int Count => _facts.Count + _numbers.Count;

    public void Add(string name, string fact) => _facts[name] = fact;

    public void Add(string name, float[] numbers) => _numbers[name] = numbers;

    /// <summary>How this state differs from what it should be, a line each.</summary>
    public IEnumerable<string> DifferencesFrom(StateImage wanted)
    {
        foreach (var (name, fact) in wanted._facts)
        {
            if (!_facts.TryGetValue(name, out var own))
                yield return $"{name} is missing: {fact}";
            else if (own != fact)
                yield return $"{name} is {own} instead of {fact}";
        }

        foreach (var (name, numbers) in wanted._numbers)
        {
            if (!_numbers.TryGetValue(name, out var own))
                yield return $"{name} is missing";
            else if (Distance(own, numbers) is var distance && !(distance <= Tolerance))
                yield return string.Create(CultureInfo.InvariantCulture, $"{name} is off by {distance}");
        }

        foreach (var name in _facts.Keys.Except(wanted._facts.Keys).Concat(_numbers.Keys.Except(wanted._numbers.Keys)))
            yield return $"{name} is too much{(_facts.TryGetValue(name, out var fact) ? $": {fact}" : "")}";
    }

    private static float Distance(float[] one, float[] other) =>
        one.Length == other.Length ? one.Zip(other, (a, b) => MathF.Abs(a - b)).DefaultIfEmpty().Max() : float.PositiveInfinity;
}
