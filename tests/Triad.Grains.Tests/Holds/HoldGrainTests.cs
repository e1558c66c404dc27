using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Holds;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Holds;

public sealed class HoldGrainTests
{
    private static readonly TenantId Acme = TenantId.From("acme");
    private static readonly VideoId Car = VideoId.From("car");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deletion_OfWhatIsHeld_IsRefusedUntilItIsLifted(bool holdsTenant)
    {
        await using var platform = await StartAsync();

        var hold = Value(await platform.Grains.Holds(Acme).PlaceAsync(new PlaceHold("", holdsTenant ? null : Car, "case 12", "key1"), default));
        var refused = await platform.Video("acme", "car").DeleteAsync(default);

        Assert.Equal(ErrorReason.Held, refused.Error?.Reason);
        Assert.Contains(hold.Id, refused.Error!.Message, StringComparison.Ordinal);
        Assert.Contains($"triad hold lift acme {hold.Id}", refused.Error.Remedy, StringComparison.Ordinal);
        Assert.Equal(ErrorReason.Held, (await platform.Grains.Holds(Acme).CheckAsync(null, default)).Error?.Reason);

        Value(await platform.Grains.Holds(Acme).LiftAsync(hold.Id, "key2", "closed", default));
        Assert.True((await platform.Grains.Holds(Acme).CheckAsync(null, default)).IsOk);
        Assert.True((await platform.Video("acme", "car").DeleteAsync(default)).IsOk);
    }

    [Fact]
    public async Task Video_BesideTheHeldOne_CanBeDeleted()
    {
        await using var platform = await StartAsync();
        Value(await platform.UploadAsync("acme", "bus", "1 blue bus"));
        Value(await platform.Grains.Holds(Acme).PlaceAsync(new PlaceHold("", Car, "case 12", "key1"), default));

        Assert.True((await platform.Video("acme", "bus").DeleteAsync(default)).IsOk);
    }

    [Fact]
    public async Task Hold_Lifted_StaysWithWhoWhenAndWhyAfterARestart()
    {
        var folder = Directory.CreateTempSubdirectory("triad-holds-");
        try
        {
            await using (var platform = await StartAsync(folder.FullName))
            {
                var hold = Value(await platform.Grains.Holds(Acme).PlaceAsync(new PlaceHold("r1", Car, "case 12", "key1"), default));
                Assert.Equal(hold, Value(await platform.Grains.Holds(Acme).PlaceAsync(new PlaceHold("r1", Car, "case 12", "key1"), default)));
                var lifted = Value(await platform.Grains.Holds(Acme).LiftAsync(hold.Id, "key2", "closed", default));
                Assert.Equal(lifted, Value(await platform.Grains.Holds(Acme).LiftAsync(hold.Id, "key3", "again", default)));
            }

            await using var restarted = await Platform.StartAsync(folder.FullName, ingest: false);
            var kept = Assert.Single(Value(await restarted.Grains.Holds(Acme).ListAsync(default)));
            Assert.Equal(("case 12", "key1", "key2", "closed"), (kept.Reason, kept.PlacedBy, kept.LiftedBy, kept.LiftReason));
            Assert.NotNull(kept.LiftedAt);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Hold_OfNothing_IsRefused()
    {
        await using var platform = await StartAsync();

        var video = await platform.Grains.Holds(Acme).PlaceAsync(new PlaceHold("", VideoId.From("none"), "r", "k"), default);
        var tenant = await platform.Grains.Holds(TenantId.From("nobody")).PlaceAsync(new PlaceHold("", null, "r", "k"), default);
        var lifted = await platform.Grains.Holds(Acme).LiftAsync("none", "k", "r", default);

        Assert.Equal(
            (ErrorReason.VideoNotFound, ErrorReason.TenantNotFound, ErrorReason.HoldNotFound),
            (video.Error?.Reason, tenant.Error?.Reason, lifted.Error?.Reason));
        Assert.True((await platform.Grains.Holds(Acme).CheckAsync(null, default)).IsOk);
    }

    [Fact]
    public async Task HoldAndDeletion_AtOnce_EndWithOneOfThem()
    {
        await using var platform = await StartAsync();
        for (var i = 0; i < 20; i++)
        {
            var (id, video) = (VideoId.From($"v{i}"), platform.Video("acme", $"v{i}"));
            Value(await platform.UploadAsync("acme", $"v{i}", "1 red car"));

            var placing = platform.Grains.Holds(Acme).PlaceAsync(new PlaceHold("", id, "case", "k"), default);
            var deleting = video.DeleteAsync(default);
            var (placed, deleted) = (await placing, await deleting);

            Assert.True(placed.IsOk != deleted.IsOk, $"placed {placed.IsOk}, deleted {deleted.IsOk}");
            Assert.Equal(placed.IsOk, (await video.GetAsync(default)).IsOk);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TenantsErasure_OfWhatIsHeld_IsRefusedAndLeavesNothing(bool holdsTenant)
    {
        await using var platform = await StartAsync();
        var hold = Value(await platform.Grains.Holds(Acme).PlaceAsync(new PlaceHold("", holdsTenant ? null : Car, "case 12", "key1"), default));

        var refused = await platform.Grains.TenantErasure(Acme).BeginAsync("key2", default);

        Assert.Equal(ErrorReason.Held, refused.Error?.Reason);
        Assert.Equal(TenantStatus.Active, Value(await platform.Tenant("acme").GetAsync(default)).Status);
        Assert.Empty(Value(await platform.Grains.ReceiptIndex(null).ListAsync("", 10, unfinishedOnly: false, default)));
        Value(await platform.Grains.Holds(Acme).LiftAsync(hold.Id, "key1", "closed", default));
        Assert.True((await platform.Grains.TenantErasure(Acme).BeginAsync("key2", default)).IsOk);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HoldAndTenantsErasure_AtOnce_EndWithOneOfThem(bool holdsTenant)
    {
        await using var platform = await StartAsync();
        for (var i = 0; i < 10; i++)
        {
            var tenant = TenantId.From($"tenant-{i}");
            await platform.OnboardAsync(tenant.Value);
            Value(await platform.UploadAsync(tenant.Value, "car", "1 red car"));

            var placing = platform.Grains.Holds(tenant).PlaceAsync(new PlaceHold("", holdsTenant ? null : Car, "case", "k"), default);
            var erasing = platform.Grains.TenantErasure(tenant).BeginAsync("k", default);
            var (placed, erased) = (await placing, await erasing);

            Assert.True(placed.IsOk != erased.IsOk, $"placed {placed.IsOk}, erased {erased.IsOk}");
        }
    }

    private static async Task<Platform> StartAsync(string? folder = null)
    {
        var platform = await Platform.StartAsync(folder, ingest: false);
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "1 red car"));
        return platform;
    }
}
