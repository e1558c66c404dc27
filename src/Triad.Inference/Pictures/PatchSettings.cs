namespace Triad.Inference.Pictures;

/// <summary>How a package cuts pictures of any size into patches, so many that they become a given number of tokens at most.</summary>
/// <param name="Patch">Pixels along each side of a patch.</param>
/// <param name="Pooling">Patches along each side of what becomes one token.</param>
/// <param name="Positions">Patches along each side that the graph has positions for.</param>
/// <param name="Resampling">The filter.</param>
/// <param name="Rescale">Each value of 0 to 255 is multiplied by it.</param>
internal sealed record PatchSettings(int Patch, int Pooling, int Positions, Resampling Resampling, double Rescale)
{
    /// <summary>Pixels along each side of what becomes one token: both sides of a picture are multiples of it.</summary>
    public int Cell => Patch * Pooling;

    /// <summary>Patches that become one token.</summary>
    public int PatchesPerToken => Pooling * Pooling;

    /// <summary>Numbers of a patch: its pixels row by row, three each.</summary>
    public int PatchValues => Patch * Patch * 3;

    /// <summary>All settings as one text: derived data is kept under a hash of it, so it stays the same for ever.</summary>
    public string Key => FormattableString.Invariant($"{Patch};{Pooling};{Positions};{Resampling};{Rescale}");
}
