namespace Triad.Doubles.Payloads;

/// <summary>A step of a payload path: a key, a place in a list, or, with neither, every place of a list.</summary>
internal readonly record struct PathStep(string? Key, int? Index)
{
    public static PathStep Each { get; } = new(null, null);

    public bool IsEach => Key is null && Index is null;
}
