using Triad.Inference.Frames;
using Triad.Inference.Sound;
using Triad.Inference.Text.HashedNgrams;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>Front-end settings as packages commonly have them.</summary>
internal static class TestSettings
{
    public static AudioSettings Audio { get; } = new()
    {
        SampleRate = 16000, MelBins = 40, Window = 400, Hop = 160, Fft = 400, Preemphasis = 0.97, MinHz = 20, MaxHz = 8000,
        FloorDb = 80, MeanDb = -40, StdDb = 20, MelFramesPerToken = 64, PadMultiple = 64,
    };

    public static VideoSettings Video { get; } = new()
    {
        FrameRate = 6, FramesPerToken = 4, Width = 4, Height = 2, Mean = [0.5, 0.25, 0], Std = [0.5, 1, 2],
    };

    public static HashedNgramSettings Text { get; } = new()
    {
        Vocabulary = "vocab.txt", Buckets = 100, MinN = 3, MaxN = 5, MaxWords = 6, MaxGrams = 8,
    };
}
