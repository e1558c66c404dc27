namespace Triad.Evaluation.Footage;

/// <summary>
/// Which of Tuxpaint's stamps are measured, so that a figure is of the same things everywhere. Photographs: all pictures but letters, coins
/// and drawings. Sounds: the same without feasts and signs, whose sounds are jingles and spoken words.
/// </summary>
internal static class FootageSelection
{
    private static readonly string[] Jingles = ["seasonal/", "town/"];

    public static bool IsPhotograph(FootageItem item) => item.Picture is not null && IsOfAThing(item);

    public static bool IsSound(FootageItem item) => item.Sound is not null && IsOfAThing(item)
        && !Jingles.Any(folder => item.Name.StartsWith(folder, StringComparison.Ordinal));

    private static bool IsOfAThing(FootageItem item) => !item.Name.StartsWith("symbols/", StringComparison.Ordinal)
        && !item.Name.Contains("/cartoon/", StringComparison.Ordinal);
}
