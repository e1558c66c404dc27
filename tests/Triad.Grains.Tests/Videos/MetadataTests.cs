using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Filters;
using Triad.Core.Metadata;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;
using Triad.Testing.Media;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Videos;

/// <summary>Metadata that change after the upload.</summary>
public sealed class MetadataTests
{
    private static readonly UpdateVideo Blue = new(null, null) { Metadata = Of("blue") };

    [Fact]
    public async Task Update_OfAReadyVideo_IsFoundByItAtOnce()
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "2 red car"));
        Value(await platform.UploadAsync("acme", "bus", "2 red bus"));
        var before = await platform.WaitAsync("acme", "car", VideoStatus.Ready);
        await platform.WaitAsync("acme", "bus", VideoStatus.Ready);

        var updated = Value(await platform.Video("acme", "car").UpdateAsync(Blue, default));

        Assert.Equal(["car", "car"], await FoundAsync(platform, "blue"));
        Assert.Empty(await FoundByNameAsync(platform, "car"));
        Assert.Equal(["bus", "bus"], await FoundByNameAsync(platform, "bus"));
        Assert.True(updated.Sequence > before.Sequence, "A search that waits for the answer's watermark sees the change.");
        Assert.Equal(Of("blue"), updated.Metadata);
        var same = Value(await platform.Video("acme", "car").UpdateAsync(Blue, default));
        Assert.Equal(updated.Sequence, same.Sequence);
    }

    [Fact]
    public async Task Update_WhileTheVideoIsIngested_IsWhatItIsPublishedWith()
    {
        var stuck = ScriptedDecoder.StuckBefore(6, out var reached);
        var folder = Directory.CreateTempSubdirectory("triad-metadata-").FullName;
        await using (var platform = await StartAsync(folder, stuck))
        {
            await platform.OnboardAsync("acme");
            Value(await platform.UploadAsync("acme", "car", "8 red car"));
            await reached.WithinAsync("the decoder to reach the segment");
            Value(await platform.Video("acme", "car").UpdateAsync(Blue, default));
        }

        await using (var platform = await StartAsync(folder))
        {
            await platform.WaitAsync("acme", "car", VideoStatus.Ready);
            Assert.Equal(8, (await FoundAsync(platform, "blue")).Count());
            Assert.Empty(await FoundByNameAsync(platform, "car"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Upsert_ByAHostThatHasNotHeardOfNewerMetadata_GetsThem()
    {
        await using var platform = await StartAsync(ingest: false);
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "2 red car"));
        var video = platform.Video("acme", "car");
        var plan = Value(await video.BeginAsync("host", default));
        Assert.Equal(MetadataValue.Of("car"), plan.Metadata["name"]);

        Value(await video.UpdateAsync(Blue, default));

        var again = Value(await video.BeginAsync("host", default));
        Assert.Equal(Of("blue"), again.Metadata);
    }

    [Fact]
    public async Task Update_OfAnOffloadedTenantsVideo_BringsItBackAndIsFound()
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "2 red car"));
        var ready = await platform.WaitAsync("acme", "car", VideoStatus.Ready);
        var shard = platform.Grains.GetGrain<IIndexShardGrain>($"acme/{ready.Shard}");
        Value(await ShardJourney.OffloadAsync(shard, default));

        Value(await platform.Video("acme", "car").UpdateAsync(Blue, default));

        Assert.Equal(["car", "car"], await FoundAsync(platform, "blue"));
    }

    private static ImmutableDictionary<string, MetadataValue> Of(string paint) =>
        ImmutableDictionary<string, MetadataValue>.Empty.Add("paint", MetadataValue.Of(paint));

    private static Task<IEnumerable<string>> FoundAsync(Platform platform, string paint) => FoundAsync(platform, "paint", paint);

    private static Task<IEnumerable<string>> FoundByNameAsync(Platform platform, string name) => FoundAsync(platform, "name", name);

    private static async Task<IEnumerable<string>> FoundAsync(Platform platform, string key, string value)
    {
        var request = RequestOf("acme", Text("red")) with { Filter = new Filter([new MetadataMatch(key, [MetadataValue.Of(value)])], [], []) };
        return Value(await platform.Grains.Search().SearchAsync(request, default)).Hits.Select(hit => hit.VideoId.Value);
    }
}
