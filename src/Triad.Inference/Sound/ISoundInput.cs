namespace Triad.Inference.Sound;

/// <summary>What a graph takes of a sound: windows of it, each a row. Thread-safe.</summary>
internal interface ISoundInput
{
    /// <summary>Samples a second.</summary>
    int SampleRate { get; }

    /// <summary>Samples of a window.</summary>
    int Window { get; }

    /// <summary>
    /// The most samples from the start of a window to that of the next (<see cref="SoundWindows"/>).
    /// </summary>
    int Hop { get; }

    /// <summary>The shape of a row, without the batch.</summary>
    IReadOnlyList<long> Shape { get; }

    /// <summary>All settings as one text: derived data is kept under a hash of it, so it stays the same for ever.</summary>
    string Key { get; }

    /// <summary>Writes a row.</summary>
    /// <param name="samples">A window; fewer samples, at least one, where the sound ends before. Values that are not finite count as
    /// 0.</param>
    /// <param name="row">All of the row.</param>
    void Write(ReadOnlySpan<float> samples, Span<float> row);
}
