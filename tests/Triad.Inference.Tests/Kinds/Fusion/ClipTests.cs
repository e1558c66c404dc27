using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Tests.Fixtures;
using Triad.Media;

namespace Triad.Inference.Tests.Kinds.Fusion;

public sealed class ClipTests
{
    private static readonly Modalities[] Masks = [Modalities.Video, Modalities.Audio, Modalities.Video | Modalities.Audio];

    [Fact]
    public async Task Embed_FileDecodedByThePlatform_EqualsTheFileReadByTheTrainingCode()
    {
        using var inference = new InferenceFixture(TriadMiniCase.Models);
        var sut = await inference.GetAsync("triad-mini");
        var segment = await DecodeAsync(Path.Combine(TriadMiniCase.Folder, "clip.mp4"), sut.Model.Decode);

        var item = new EmbedItem([new EmbedPart(1, null, segment.Frames, segment.Audio)], [.. Masks.Select(RepresentationName.Of)]);
        var embedded = (await sut.EmbedAsync(new EmbedRequest([item], EmbedPriority.Query), CancellationToken.None)).Value.Items[0];

        var expected = NpyFile<float>.Read(Path.Combine(TriadMiniCase.Folder, "clip.vectors.npy"));
        for (var mask = 0; mask < Masks.Length; mask++)
        {
            var difference = embedded.Vectors[RepresentationName.Of(Masks[mask])].Vector.ToArray()
                .Select((value, i) => Math.Abs(value - expected.Values[(mask * expected.Shape[1]) + i])).Max();
            Assert.True(difference <= 1e-5, $"{Masks[mask].ToName()} differs by {difference}.");
        }
    }

    private static async Task<DecodedSegment> DecodeAsync(string path, DecodeSettings settings)
    {
        var scratch = Directory.CreateTempSubdirectory("triad-clip-");
        try
        {
            await using var services = new ServiceCollection()
                .AddLogging()
                .AddTriadMedia(options => options.ScratchFolder = scratch.FullName)
                .BuildServiceProvider();
            var decoder = services.GetRequiredService<IMediaDecoder>();
            var info = (await decoder.ProbeAsync(path, MediaKind.Video, CancellationToken.None)).Value;
            await foreach (var item in decoder.DecodeAsync(path, info, MediaKind.Video, settings, CancellationToken.None))
                if (item.Value.Segment is { } segment)
                    return segment;
            throw new InvalidDataException("The clip has no segment.");
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }
}
