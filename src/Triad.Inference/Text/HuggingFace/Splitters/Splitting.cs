namespace Triad.Inference.Text.HuggingFace.Splitters;

/// <summary>Splits at places that were found.</summary>
internal static class Splitting
{
    /// <summary>The words of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="places">Where it is split, in order and apart.</param>
    /// <param name="behavior">What becomes of these places.</param>
    /// <param name="invert">True to take what lies between for the places.</param>
    public static List<string> At(string text, IReadOnlyList<Range> places, SplitBehavior behavior, bool invert = false)
    {
        var parts = new List<(string Text, bool Place)>();
        void Add(int start, int end, bool place)
        {
            if (end > start)
                parts.Add((text[start..end], place != invert));
        }

        var at = 0;
        foreach (var place in places)
        {
            Add(at, place.Start.Value, false);
            Add(place.Start.Value, place.End.Value, true);
            at = place.End.Value;
        }

        Add(at, text.Length, false);
        return Join(parts, behavior);
    }

    private static List<string> Join(List<(string Text, bool Place)> parts, SplitBehavior behavior)
    {
        var words = new List<string>(parts.Count);
        for (var i = 0; i < parts.Count; i++)
        {
            var (text, place) = parts[i];
            var joins = i > 0 && behavior switch
            {
                SplitBehavior.MergedWithPrevious => place && !parts[i - 1].Place,
                SplitBehavior.MergedWithNext => !place && parts[i - 1].Place,
                SplitBehavior.Contiguous => place == parts[i - 1].Place,
                _ => false,
            };
            if (joins)
                words[^1] += text;
            else if (!place || behavior != SplitBehavior.Removed)
                words.Add(text);
        }

        return words;
    }
}
