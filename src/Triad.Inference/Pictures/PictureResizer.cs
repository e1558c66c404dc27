namespace Triad.Inference.Pictures;

/// <summary>
/// Resizes pictures to the very values that Pillow gives, with which the models were trained: across first, then down, whole bytes in
/// between. Only the part that is wanted is computed, whatever the size of the rest.
/// </summary>
internal static class PictureResizer
{
    private const int Channels = 3;

    /// <summary>Resizes a picture and takes a part of it.</summary>
    /// <param name="pixels">rgb24, row by row.</param>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="toWidth">The width to resize to.</param>
    /// <param name="toHeight">The height to resize to.</param>
    /// <param name="window">The part of the resized picture.</param>
    /// <param name="resampling">The filter.</param>
    /// <returns>rgb24 of the window's size.</returns>
    public static byte[] Resize(
        ReadOnlySpan<byte> pixels, int width, int height, int toWidth, int toHeight, PictureWindow window, Resampling resampling)
    {
        var down = ResizeAxis.Of(height, toHeight, window.Top, window.Height, resampling);
        var across = ResizeAxis.Of(width, toWidth, window.Left, window.Width, resampling);
        var (firstRow, rowBytes) = (down.First, window.Width * Channels);
        var between = new byte[(down.End - firstRow) * rowBytes];
        for (var row = firstRow; row < down.End; row++)
            Across(pixels.Slice(row * width * Channels, width * Channels), across, between.AsSpan((row - firstRow) * rowBytes, rowBytes));

        var resized = new byte[window.Height * rowBytes];
        var sums = new int[rowBytes];
        for (var row = 0; row < window.Height; row++)
            Down(between, firstRow, down, row, sums, resized.AsSpan(row * rowBytes, rowBytes));
        return resized;
    }

    private static void Across(ReadOnlySpan<byte> row, ResizeAxis axis, Span<byte> resized)
    {
        for (var x = 0; x < resized.Length / Channels; x++)
        {
            var weights = axis.Of(x, out var first);
            var taps = row.Slice(first * Channels, weights.Length * Channels);
            var (red, green, blue) = (Half, Half, Half);
            for (var tap = 0; tap < weights.Length; tap++)
            {
                red += taps[tap * Channels] * weights[tap];
                green += taps[(tap * Channels) + 1] * weights[tap];
                blue += taps[(tap * Channels) + 2] * weights[tap];
            }

            (resized[x * Channels], resized[(x * Channels) + 1], resized[(x * Channels) + 2]) = (Clip(red), Clip(green), Clip(blue));
        }
    }

    private static void Down(ReadOnlySpan<byte> rows, int firstRow, ResizeAxis axis, int output, Span<int> sums, Span<byte> resized)
    {
        sums.Fill(Half);
        var weights = axis.Of(output, out var first);
        for (var tap = 0; tap < weights.Length; tap++)
        {
            var row = rows.Slice((first + tap - firstRow) * sums.Length, sums.Length);
            var weight = weights[tap];
            for (var i = 0; i < row.Length; i++)
                sums[i] += row[i] * weight;
        }

        for (var i = 0; i < sums.Length; i++)
            resized[i] = Clip(sums[i]);
    }

    private static int Half => 1 << (ResizeAxis.Places - 1);

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> ResizeAxis.Places, 0, byte.MaxValue);
}
