namespace Triad.Inference.Pictures;

/// <summary>Turns rgb24 into planes of numbers: what each of 256 values becomes in each channel is computed once.</summary>
internal sealed class ChannelTables
{
    private const int Channels = 3;
    private readonly float[][] _values = new float[Channels][];

    /// <summary>Computes (scaled value - mean) / std for each value of each channel.</summary>
    /// <param name="scale">What a byte becomes before the mean is subtracted.</param>
    /// <param name="mean">Red, green, blue.</param>
    /// <param name="std">Red, green, blue.</param>
    public ChannelTables(Func<int, double> scale, IReadOnlyList<double> mean, IReadOnlyList<double> std)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            var (less, over) = (mean[channel], std[channel]);
            _values[channel] = [.. Enumerable.Range(0, 256).Select(x => (float)((scale(x) - less) / over))];
        }
    }

    /// <summary>Writes a picture plane by plane.</summary>
    /// <param name="pixels">rgb24.</param>
    /// <param name="planes">As many numbers.</param>
    public void Write(ReadOnlySpan<byte> pixels, Span<float> planes)
    {
        var plane = planes.Length / Channels;
        var red = planes[..plane];
        var green = planes.Slice(plane, plane);
        var blue = planes[(2 * plane)..];
        var (reds, greens, blues) = (_values[0], _values[1], _values[2]);
        for (var i = 0; i < red.Length; i++)
        {
            red[i] = reds[pixels[3 * i]];
            green[i] = greens[pixels[(3 * i) + 1]];
            blue[i] = blues[pixels[(3 * i) + 2]];
        }
    }
}
