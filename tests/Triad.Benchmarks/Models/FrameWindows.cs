using Triad.Benchmarks.Path;
using Triad.Core.Embedding;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Benchmarks.Models;

/// <summary>How many frames of a video an encoder looks at, over the frames that there are.</summary>
/// <param name="Cut">In windows as the platform cuts them, which do not overlap.</param>
/// <param name="Overlapping">In windows that overlap by half.</param>
/// <param name="KeepsFrames">Whether the kind keeps what it has seen.</param>
internal sealed record FrameWindows(double Cut, double Overlapping, bool KeepsFrames)
{
    private const int Frames = 24;
    private const int Window = 8;

    // How kinds call the graph that looks at one frame.
    private static readonly string[] Encoders = ["frame", "video", "classes"];
    private static readonly string[] Keeping = ["omni", "staged"];

    /// <summary>What is asked for: of kinds that keep what they have seen, in overlapping windows too.</summary>
    public double Ratio => KeepsFrames ? Math.Max(Cut, Overlapping) : Cut;

    /// <summary>Measures; null where the package has no graph for single frames.</summary>
    public static async Task<FrameWindows?> MeasureAsync(IEmbedder embedder, string kind, GraphTape tape, CancellationToken cancellationToken)
    {
        var model = embedder.Model;
        if (!model.Modalities.HasFlag(Modalities.Video) || model.RepresentationsOf(Modalities.Video).Count == 0)
            return null;
        var cut = await MeasureAsync(embedder, 11, Window, tape, cancellationToken);
        var overlapping = await MeasureAsync(embedder, 12, Window / 2, tape, cancellationToken);
        return cut is { } first && overlapping is { } second ? new FrameWindows(first, second, Keeping.Contains(kind)) : null;
    }

    private static async Task<double?> MeasureAsync(IEmbedder embedder, int seed, int hop, GraphTape tape, CancellationToken cancellationToken)
    {
        var video = ModelWork.Noise(embedder.Model.Decode, Frames, seed, out var width, out var height);
        var frame = width * height * 3;
        var before = tape.Rows.ToDictionary();
        for (var start = 0; start + Window <= Frames; start += hop)
        {
            var clip = new FrameClip(video.AsMemory(start * frame, Window * frame), Window, width, height);
            var item = new EmbedItem([new EmbedPart(1, null, clip, null)], embedder.Model.RepresentationsOf(Modalities.Video));
            await EmbedLoad.EmbedAsync(embedder, item, EmbedPriority.Ingest, cancellationToken);
        }

        var ran = tape.Rows.Select(rows => (Graph: rows.Key[(rows.Key.LastIndexOf('/') + 1)..], Rows: rows.Value - before.GetValueOrDefault(rows.Key))).ToList();
        foreach (var encoder in Encoders)
        {
            // A graph that takes whole clips has a row a window.
            if (ran.Where(entry => entry.Graph == encoder).Sum(entry => entry.Rows) is var rows and > 0)
                return rows < Frames ? null : Math.Round((double)rows / Frames, 3);
        }

        return null;
    }
}
