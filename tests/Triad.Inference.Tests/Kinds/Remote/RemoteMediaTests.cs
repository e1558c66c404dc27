using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Media;
using Triad.Inference.Kinds.Remote.Media;
using Triad.Media;

namespace Triad.Inference.Tests.Kinds.Remote;

/// <summary>The files that go to endpoints are what other programs read: here FFmpeg does.</summary>
public sealed class RemoteMediaTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-files-");
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddTriadMedia().BuildServiceProvider();

    public void Dispose()
    {
        _services.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(64, 48)]
    public async Task Png_Decoded_HasThePixels(int width, int height)
    {
        var pixels = Noise(width * height * 3);

        var decoded = await DecodeAsync("p.png", PngWriter.Write(pixels, width, height), MediaKind.Image);

        Assert.Equal((width, height), (decoded.Frames!.Width, decoded.Frames.Height));
        Assert.Equal(pixels, decoded.Frames.Pixels.ToArray());
    }

    [Theory]
    [InlineData(8, 6)]
    [InlineData(10, 7)]
    public async Task Avi_Decoded_HasTheChosenFrames(int width, int height)
    {
        var frame = width * height * 3;
        var clip = new FrameClip(Noise(4 * frame), 4, width, height);

        var decoded = await DecodeAsync("v.avi", AviWriter.Write(clip, [0, 2, 3], 2), MediaKind.Video);

        Assert.Equal(3, decoded.Frames!.Count);
        Assert.Equal(
            [.. new[] { 0, 2, 3 }.SelectMany(i => clip.Pixels.Slice(i * frame, frame).ToArray())], decoded.Frames.Pixels.ToArray());
    }

    [Fact]
    public async Task Wav_Decoded_HasTheSamples()
    {
        float[] samples = [.. Enumerable.Range(0, 8000).Select(i => MathF.Sin(i / 7f) * 0.9f), 2, -2, float.NaN];

        var decoded = await DecodeAsync("s.wav", WavWriter.Write(samples, 16_000), MediaKind.Audio);

        Assert.Equal(samples.Length, decoded.Audio!.Samples.Length);
        for (var i = 0; i < 8000; i++)
            Assert.Equal(samples[i], decoded.Audio.Samples.Span[i], 1f / 32768);
        Assert.Equal([1, -1, 0], decoded.Audio.Samples.ToArray()[8000..].Select(sample => (int)MathF.Round(sample)));
    }

    private static byte[] Noise(int bytes)
    {
        var noise = new byte[bytes];
        new Random(bytes).NextBytes(noise);
        return noise;
    }

    private async Task<DecodedSegment> DecodeAsync(string name, byte[] content, MediaKind kind)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllBytesAsync(path, content);
        var decoder = _services.GetRequiredService<IMediaDecoder>();
        var info = await decoder.ProbeAsync(path, kind, CancellationToken.None);
        Assert.True(info.IsOk, $"{info.Error}");
        var settings = new DecodeSettings(2, 1024, 1024, 16_000, TimeSpan.FromSeconds(8), TimeSpan.FromHours(1)) { KeepsShape = true };
        await foreach (var item in decoder.DecodeAsync(path, info.Value, kind, settings, CancellationToken.None))
        {
            Assert.True(item.IsOk, $"{item.Error}");
            if (item.Value.Segment is { } segment)
                return segment;
        }

        throw new InvalidDataException($"{name} has nothing.");
    }
}
