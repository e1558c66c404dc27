namespace Triad.Evaluation.Footage;

/// <summary>The items of a set.</summary>
public static class FootageItems
{
    /// <summary>Reads them.</summary>
    /// <exception cref="EvaluationException">The folder has none.</exception>
    public static async Task<IReadOnlyList<FootageItem>> ReadAsync(FootageSet set, string folder, CancellationToken cancellationToken)
    {
        if (set == FootageSet.Clips)
            return await ClipQueries.ReadAsync(folder, cancellationToken);
        var all = CaptionedMedia.Read(folder);
        FootageItem[] chosen = set switch
        {
            FootageSet.Photographs => [.. all.Where(FootageSelection.IsPhotograph)],
            FootageSet.Sounds => [.. all.Where(FootageSelection.IsSound)],
            _ => [.. all.Where(item => FootageSelection.IsSound(item) && item.Picture is not null)],
        };
        return chosen.Length > 0
            ? chosen
            : throw EvaluationException.WrongUse("--media", folder, $"It has no {set.ToString().ToLowerInvariant()} with captions");
    }
}
