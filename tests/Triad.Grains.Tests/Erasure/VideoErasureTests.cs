using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Videos;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Erasure;

public sealed class VideoErasureTests
{
    [Fact]
    public async Task Delete_LeavesAReceipt_ThatCountsWhatThereWas()
    {
        await using var platform = await ErasureWorld.StartAsync();
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "3 red car"));
        Value(await platform.UploadAsync("acme", "bus", "1 blue bus"));
        await platform.WaitAsync("acme", "car", VideoStatus.Ready);
        await platform.WaitAsync("acme", "bus", VideoStatus.Ready);

        var receipt = Value(await platform.Video("acme", "car").DeleteByAsync("user", default));

        Assert.Equal(("acme", "car", "user"), (receipt.TenantId.Value, receipt.VideoId?.Value, receipt.RequestedBy));
        Assert.True(receipt.Stores.Single(store => store.Name == "vectors").Before >= 3);
        Assert.Equal(1, receipt.Stores.Single(store => store.Name == "media-originals").Before);
        Assert.All(receipt.Stores, store => Assert.Equal(0, store.After));
        Assert.Equal(receipt.Jws, Value(await platform.Video("acme", "car").ReceiptAsync(default)).Jws);
        Assert.Equal(["car"], Value(await platform.Grains.ReceiptIndex(TenantId.From("acme")).ListAsync("", 10, false, default)).Select(entry => entry.Id));
        Assert.Equal(["bus"], Value(await platform.SearchAsync("acme", Text("x"))).Hits.Select(hit => hit.VideoId.Value).Distinct());
    }

    [Fact]
    public async Task Receipt_OfAVideoThatWasNotErased_IsNone()
    {
        await using var platform = await ErasureWorld.StartAsync();
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "1 red car"));

        Assert.Equal(ErrorReason.ReceiptNotFound, (await platform.Video("acme", "car").ReceiptAsync(default)).Error?.Reason);
        Assert.Equal(ErrorReason.ReceiptNotFound, (await platform.Video("acme", "nothing").ReceiptAsync(default)).Error?.Reason);
    }

    [Fact]
    public async Task Receipt_StaysWhenTheIdIsGivenToAnotherVideo()
    {
        await using var platform = await ErasureWorld.StartAsync();
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "1 red car"));
        await platform.WaitAsync("acme", "car", VideoStatus.Ready);
        var receipt = Value(await platform.Video("acme", "car").DeleteByAsync("user", default));

        Value(await platform.UploadAsync("acme", "car", "1 green car"));
        await platform.WaitAsync("acme", "car", VideoStatus.Ready);

        Assert.Equal(receipt.Id, Value(await platform.Video("acme", "car").ReceiptAsync(default)).Id);
    }
}
