using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Media;
using Triad.Media;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>The reference's sounds at 16 kHz, decoded as the platform does; each once for all tests.</summary>
internal static class DecodedSounds
{
    private static readonly DecodeSettings Whole = new(1, 16, 16, 16_000, TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    private static readonly IMediaDecoder Decoder =
        new ServiceCollection().AddLogging().AddTriadMedia().BuildServiceProvider().GetRequiredService<IMediaDecoder>();

    private static readonly ConcurrentDictionary<string, Task<AudioClip>> Known = new(StringComparer.Ordinal);

    public static Task<AudioClip> OfReferenceAsync(string name) =>
        Known.GetOrAdd(name, _ => ReadAsync(Path.Combine(HubGolden.Folder("inputs"), "sounds", name)));

    private static async Task<AudioClip> ReadAsync(string path)
    {
        var info = (await Decoder.ProbeAsync(path, MediaKind.Audio, CancellationToken.None)).Value;
        await foreach (var item in Decoder.DecodeAsync(path, info, MediaKind.Audio, Whole, CancellationToken.None))
            if (item.Value.Segment?.Audio is { } audio)
                return audio;
        throw new InvalidDataException("The file has no sound.");
    }
}
