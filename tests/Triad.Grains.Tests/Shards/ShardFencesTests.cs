using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Grains.Shards;

namespace Triad.Grains.Tests.Shards;

/// <summary>Fences of removed videos: for an hour, and each for the price of one.</summary>
public sealed class ShardFencesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private readonly MemoryRows _rows = new();

    [Fact]
    public async Task Put_ForbidsThatGenerationAndOlderOnes()
    {
        var sut = await CreateSut();

        await PutAsync(sut, "car", 3, Noon);

        Assert.True(sut.IsFenced(VideoId.From("car"), 3));
        Assert.True(sut.IsFenced(VideoId.From("car"), 1));
        Assert.False(sut.IsFenced(VideoId.From("car"), 4));
        Assert.False(sut.IsFenced(VideoId.From("Car"), 1));
    }

    [Fact]
    public async Task Open_FindsWhatWasPut()
    {
        await PutAsync(await CreateSut(), "car", 3, Noon);

        Assert.True((await CreateSut()).IsFenced(VideoId.From("car"), 3));
        Assert.Equal([new Row("car", "3 639315504000000000")], _rows.Opened);
    }

    [Fact]
    public async Task Put_AfterThousands_WritesOneRow()
    {
        var sut = await CreateSut();
        for (var i = 0; i < 5000; i++)
            await PutAsync(sut, $"video-{i}", 1, Noon.AddMilliseconds(i));
        var before = _rows.Writes;

        await PutAsync(sut, "car", 1, Noon.AddMinutes(1));

        Assert.Equal((5000, 1), (before, _rows.Writes - before));
    }

    [Fact]
    public async Task Put_AnHourLater_TakesTwoOldOnesAway()
    {
        var sut = await CreateSut();
        foreach (var video in new[] { "a", "b", "c" })
            await PutAsync(sut, video, 1, Noon);

        await PutAsync(sut, "car", 1, Noon.AddHours(1).AddTicks(1));

        Assert.Equal(["c", "car"], _rows.Opened.Select(row => row.Key).Order(StringComparer.Ordinal));
        Assert.False(sut.IsFenced(VideoId.From("a"), 1));
        Assert.True(sut.IsFenced(VideoId.From("c"), 1));
    }

    [Fact]
    public async Task Put_OfAVideoThatWasFencedBefore_KeepsTheNewFenceForItsHour()
    {
        var sut = await CreateSut();
        await PutAsync(sut, "car", 1, Noon);
        await PutAsync(sut, "car", 2, Noon.AddMinutes(50));

        await PutAsync(sut, "bus", 1, Noon.AddMinutes(70));

        Assert.True(sut.IsFenced(VideoId.From("car"), 2));
    }

    [Fact]
    public async Task Put_Refused_PutsUpNoFence()
    {
        var sut = await CreateSut();
        _rows.Refusal = new Error(ErrorReason.EpochStale, "Another one has them.");

        var put = await sut.PutAsync(VideoId.From("car"), 1, Noon, default);

        Assert.Equal(ErrorReason.EpochStale, put.Error?.Reason);
        Assert.False(sut.IsFenced(VideoId.From("car"), 1));
    }

    private static async Task PutAsync(ShardFences fences, string video, int generation, DateTimeOffset now) =>
        Assert.Null((await fences.PutAsync(VideoId.From(video), generation, now, default)).Error);

    private async Task<ShardFences> CreateSut() => (await ShardFences.OpenAsync(_rows, new ShardId(TenantId.From("acme"), 0), default)).Value;
}
