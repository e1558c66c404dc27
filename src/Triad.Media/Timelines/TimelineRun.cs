namespace Triad.Media.Timelines;

/// <summary>A stretch of one stream in which the file's clock runs without a jump.</summary>
/// <param name="First">The number of its first packet, counted over all streams in the order of the file.</param>
/// <param name="Last">The number of its last packet.</param>
/// <param name="Start">The file's clock at its first frame or sample, in seconds.</param>
/// <param name="End">The file's clock after its last one.</param>
internal sealed record TimelineRun(long First, long Last, double Start, double End)
{
    private const double Tolerance = 1;

    /// <summary>Where it begins on the video's time line, in seconds.</summary>
    public double Place { get; init; }

    /// <summary>Seconds.</summary>
    public double Length => End - Start;

    /// <summary>True where a time of the file's clock may be in it.</summary>
    public bool Holds(double raw) => raw >= Start - Tolerance && raw <= End + Tolerance;

    /// <summary>True where half of the shorter one's packets lie among the other one's.</summary>
    public bool IsBeside(TimelineRun other)
    {
        var shared = Math.Min(Last, other.Last) - Math.Max(First, other.First) + 1;
        return shared * 2 >= Math.Min(Last - First, other.Last - other.First) + 1;
    }
}
