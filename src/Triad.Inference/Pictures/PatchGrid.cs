namespace Triad.Inference.Pictures;

/// <summary>A picture's size in patches.</summary>
/// <param name="Columns">Patches across.</param>
/// <param name="Rows">Patches down.</param>
/// <param name="Tokens">Tokens that come of it.</param>
internal readonly record struct PatchGrid(int Columns, int Rows, int Tokens)
{
    /// <summary>
    /// The size that a picture is brought to, smaller or larger, so that it keeps its proportions and fills the number of tokens. A side
    /// that would vanish gets one token, and no side is longer than the graph has positions for.
    /// </summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="mostTokens">Tokens that the picture may become.</param>
    /// <param name="settings">The package's settings.</param>
    public static PatchGrid Of(int width, int height, int mostTokens, PatchSettings settings)
    {
        var cell = settings.Cell;
        var factor = Math.Sqrt((double)mostTokens * cell * cell / ((double)width * height));
        var (across, down) = (Math.Floor(factor * width / cell), Math.Floor(factor * height / cell));
        var most = Math.Min(mostTokens, settings.Positions / settings.Pooling);
        var (cellsAcross, cellsDown) = ((int)Math.Clamp(across, 1, most), (int)Math.Clamp(down, 1, most));
        return new PatchGrid(cellsAcross * settings.Pooling, cellsDown * settings.Pooling, cellsAcross * cellsDown);
    }
}
