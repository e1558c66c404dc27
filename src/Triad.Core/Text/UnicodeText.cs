using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;

namespace Triad.Core.Text;

/// <summary>
/// Unicode's normalisation forms. The platform runs without ICU (invariant globalisation), where <see cref="string.Normalize()"/> returns
/// its input unchanged without a word, while the training code normalises: so the platform brings its own.
/// </summary>
public static class UnicodeText
{
    // No character before this one is changed by form C.
    private const char FirstMark = '\u0300';

    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Trails = 28;
    private const int Syllables = Leads * Vowels * Trails;

    /// <summary>Form C: what looks the same is the same, for texts to be compared; unpaired surrogates become U+FFFD.</summary>
    public static string ToNfc(string text) => text.AsSpan().ContainsAnyInRange(FirstMark, char.MaxValue)
        ? Normalize(text, UnicodeTable.Instance, UnicodeTable.Instance.Canonical)
        : text;

    /// <summary>Form KC: what means the same is the same, for words to be recognised; unpaired surrogates become U+FFFD.</summary>
    public static string ToNfkc(string text) =>
        Ascii.IsValid(text) ? text : Normalize(text, UnicodeTable.Instance, UnicodeTable.Instance.Compatible);

    /// <summary>Form D: letters apart from their marks; unpaired surrogates become U+FFFD.</summary>
    public static string ToNfd(string text) =>
        Ascii.IsValid(text) ? text : TextOf(Decomposed(text, UnicodeTable.Instance, UnicodeTable.Instance.Canonical));

    /// <summary>Form KD: letters apart from their marks, and what means the same is the same; unpaired surrogates become U+FFFD.</summary>
    public static string ToNfkd(string text) =>
        Ascii.IsValid(text) ? text : TextOf(Decomposed(text, UnicodeTable.Instance, UnicodeTable.Instance.Compatible));

    /// <summary>True where two texts are the same in form C.</summary>
    public static bool AreSame(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal)
        || ((!Ascii.IsValid(one) || !Ascii.IsValid(other)) && string.Equals(ToNfc(one), ToNfc(other), StringComparison.Ordinal));

    private static string Normalize(string text, UnicodeTable table, FrozenDictionary<int, int[]> decompositions)
    {
        var points = Decomposed(text, table, decompositions);
        Compose(points, table);
        return TextOf(points);
    }

    private static List<int> Decomposed(string text, UnicodeTable table, FrozenDictionary<int, int[]> decompositions)
    {
        var points = Decompose(text, decompositions);
        Order(CollectionsMarshal.AsSpan(points), table);
        return points;
    }

    private static string TextOf(List<int> points)
    {
        var normalised = new StringBuilder(points.Count);
        foreach (var point in points)
            normalised.Append(new Rune(point).ToString());
        return normalised.ToString();
    }

    private static List<int> Decompose(string text, FrozenDictionary<int, int[]> decompositions)
    {
        var points = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var syllable = rune.Value - SyllableBase;
            if (syllable is >= 0 and < Syllables)
            {
                points.Add(LeadBase + (syllable / (Vowels * Trails)));
                points.Add(VowelBase + (syllable % (Vowels * Trails) / Trails));
                if (syllable % Trails > 0)
                    points.Add(TrailBase + (syllable % Trails));
            }
            else if (decompositions.TryGetValue(rune.Value, out var parts))
            {
                points.AddRange(parts);
            }
            else
            {
                points.Add(rune.Value);
            }
        }

        return points;
    }

    // Marks between two starters are sorted by their class; those of one class keep their order.
    private static void Order(Span<int> points, UnicodeTable table)
    {
        for (var start = 0; start < points.Length; start++)
        {
            if (Class(points[start], table) == 0)
                continue;
            var end = start;
            while (end < points.Length && Class(points[end], table) != 0)
                end++;
            var marks = points[start..end];
            if (marks.Length > 1)
                marks.ToArray().OrderBy(mark => Class(mark, table)).ToArray().CopyTo(marks);
            start = end;
        }
    }

    private static void Compose(List<int> points, UnicodeTable table)
    {
        var (written, starter, lastClass) = (0, -1, 0);
        foreach (var point in points.ToArray())
        {
            var pointClass = Class(point, table);
            var adjacent = starter == written - 1;
            if (starter >= 0 && (adjacent || (lastClass != 0 && lastClass < pointClass))
                && TryPair(points[starter], point, table, out var composed))
            {
                points[starter] = composed;
                continue;
            }

            if (pointClass == 0)
                starter = written;
            lastClass = pointClass;
            points[written++] = point;
        }

        points.RemoveRange(written, points.Count - written);
    }

    private static bool TryPair(int first, int second, UnicodeTable table, out int composed)
    {
        var (lead, vowel) = (first - LeadBase, second - VowelBase);
        var (syllable, trail) = (first - SyllableBase, second - TrailBase);
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
        {
            composed = SyllableBase + (((lead * Vowels) + vowel) * Trails);
            return true;
        }

        if (syllable is >= 0 and < Syllables && syllable % Trails == 0 && trail is > 0 and < Trails)
        {
            composed = first + trail;
            return true;
        }

        return table.Compositions.TryGetValue((first, second), out composed);
    }

    private static int Class(int point, UnicodeTable table) => table.Classes.GetValueOrDefault(point);
}
