namespace Triad.Inference.Sound;

/// <summary>
/// A vector of doubles whose lanes belong to different frames of sound. Lanes never meet, so a frame's result is the same, to the last bit, in a vector
/// of any width: the processor's widest is the fastest.
/// </summary>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many there are.</summary>
    static abstract int Count { get; }

    /// <summary>One lane's number.</summary>
    double this[int lane] { get; }

    /// <summary>Adds lane by lane.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Subtracts lane by lane.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Multiplies lane by lane.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Multiplies every lane by one number.</summary>
    static abstract TSelf operator *(TSelf left, double right);

    /// <summary>Windows frames that begin <paramref name="hop"/> samples apart, one into each lane.</summary>
    /// <param name="samples">The first frame's samples, and on to the last one's.</param>
    /// <param name="hop">Samples from frame to frame.</param>
    /// <param name="frames">How many frames there are; further lanes repeat the first one, and what comes of them is not read.</param>
    /// <param name="window">As long as a frame.</param>
    /// <param name="signal">As long as a frame.</param>
    static abstract void Gather(ReadOnlySpan<double> samples, int hop, int frames, ReadOnlySpan<double> window, Span<TSelf> signal);
}
