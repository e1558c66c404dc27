using Triad.Core.Media;
using Triad.Inference.Embedding;

namespace Triad.Inference.Pictures;

/// <summary>Resizes pictures to whole patches and writes them as a graph takes them. Thread-safe.</summary>
internal sealed class PatchCutter(PatchSettings settings)
{
    private const int Channels = 3;

    private readonly float[] _scaled = [.. Enumerable.Range(0, 256).Select(value => (float)(value * settings.Rescale))];

    /// <summary>The settings that the cutter was made for.</summary>
    public PatchSettings Settings => settings;

    /// <summary>Brings one frame of a clip to a size in patches.</summary>
    /// <returns>rgb24.</returns>
    public byte[] Resize(FrameClip clip, int frame, PatchGrid grid)
    {
        using var timed = PreparationInstruments.Size();
        var bytes = clip.Width * clip.Height * Channels;
        var (width, height) = (grid.Columns * settings.Patch, grid.Rows * settings.Patch);
        return PictureResizer.Resize(
            clip.Pixels.Span.Slice(frame * bytes, bytes), clip.Width, clip.Height, width, height, new PictureWindow(0, 0, width, height),
            settings.Resampling);
    }

    /// <summary>Writes patches row by row, each with its pixels row by row, and where each lies: across, then down.</summary>
    /// <param name="pixels">rgb24 of the grid's size.</param>
    /// <param name="grid">Its size in patches.</param>
    /// <param name="patches">Receives the patches' numbers.</param>
    /// <param name="places">Receives two numbers a patch.</param>
    public void Write(ReadOnlySpan<byte> pixels, PatchGrid grid, Span<float> patches, Span<long> places)
    {
        using var timed = PreparationInstruments.Pixels();
        var line = settings.Patch * Channels;
        var at = 0;
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var patch = (row * grid.Columns) + column;
                (places[2 * patch], places[(2 * patch) + 1]) = (column, row);
                for (var y = 0; y < settings.Patch; y++, at += line)
                    Scale(pixels.Slice((((row * settings.Patch) + y) * grid.Columns * line) + (column * line), line), patches[at..]);
            }
        }
    }

    private void Scale(ReadOnlySpan<byte> values, Span<float> scaled)
    {
        for (var i = 0; i < values.Length; i++)
            scaled[i] = _scaled[values[i]];
    }
}
