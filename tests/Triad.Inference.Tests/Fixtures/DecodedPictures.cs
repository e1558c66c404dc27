using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Media;
using Triad.Media;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>The reference's pictures and sounds, decoded as the platform does; each picture once for all tests.</summary>
internal static class DecodedPictures
{
    private static readonly DecodeSettings Whole = new(1, 1024, 1024, 16_000, TimeSpan.FromSeconds(8),
        TimeSpan.FromHours(1)) { KeepsShape = true };

    private static readonly IMediaDecoder Decoder =
        new ServiceCollection().AddLogging().AddTriadMedia().BuildServiceProvider().GetRequiredService<IMediaDecoder>();

    private static readonly ConcurrentDictionary<string, Task<FrameClip>> Known = new(StringComparer.Ordinal);

    public static Task<FrameClip> OfReferenceAsync(string name) =>
        Known.GetOrAdd(name, _ => ReadAsync(Path.Combine(HubGolden.Folder("inputs"), "pictures", name)));

    public static async Task<float[]> SoundOfReferenceAsync(string name, int rate)
    {
        var path = Path.Combine(HubGolden.Folder("inputs"), "sounds", name);
        var info = (await Decoder.ProbeAsync(path, MediaKind.Audio, CancellationToken.None)).Value;
        var samples = new List<float>();
        await foreach (
            var item in Decoder.DecodeAsync(path, info, MediaKind.Audio, Whole with { SampleRate = rate }, CancellationToken.None))
            samples.AddRange(item.Value.Segment?.Audio?.Samples.ToArray() ?? []);
        return [.. samples];
    }

    private static async Task<FrameClip> ReadAsync(string path)
    {
        var info = (await Decoder.ProbeAsync(path, MediaKind.Image, CancellationToken.None)).Value;
        await foreach (var item in Decoder.DecodeAsync(path, info, MediaKind.Image, Whole, CancellationToken.None))
            if (item.Value.Segment?.Frames is { } frames)
                return frames;
        throw new InvalidDataException("The picture has no frame.");
    }
}
