namespace Triad.Media.Timelines;

/// <summary>The decoder's first frame or sample, or one before which the file's clock jumps.</summary>
/// <param name="Previous">The file's clock where the stream would have gone on, in seconds; as <paramref name="Raw"/> for the first.</param>
/// <param name="Raw">The file's clock here, in seconds.</param>
/// <param name="Decoded">The decoder's time, which neither jumps nor has gaps, in seconds.</param>
internal readonly record struct RunStart(double Previous, double Raw, double Decoded)
{
    // How far the file's clock is from where it was thought to be when filters were renewed, in seconds.
    private const double Unsure = 0.25;

    /// <summary>True for the first of a decoder's filters.</summary>
    public bool IsFirst => Previous == Raw;

    /// <summary>The first of filters that were renewed in the middle of a stream.</summary>
    /// <param name="raw">About where the file's clock was.</param>
    public RunStart GoesOnFrom(double raw) => this with { Previous = raw - Unsure };

    /// <summary>The index of a place; none is further away than any file that is accepted is long, and more would only overflow what follows.</summary>
    public static long Index(double place) =>
        double.IsNaN(place) ? 0 : (long)Math.Clamp(Math.Round(place, MidpointRounding.AwayFromZero), int.MinValue, 1L << 40);
}
