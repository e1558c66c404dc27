using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Webhooks;

/// <summary>What happened is told, and is one event, however often telling it goes wrong.</summary>
public sealed class WebhookFaultTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Video_WhoseNewsGetLost_IsToldOnce(bool isDone)
    {
        var faults = new FaultyNotes(2, isDone);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var platform = await WebhookWorld.StartAsync(ingest: true, services: services => services.AddSingleton<IIncomingGrainCallFilter>(faults));
        await platform.OnboardAsync("acme");
        await platform.CreateAsync(receiver.Url, ["video.ready", "video.failed"]);

        Value(await platform.UploadAsync("acme", "car", "1 red car"));
        Assert.Equal("video.ready", (await receiver.WaitAsync(1))[0].Type);
        Value(await platform.UploadAsync("acme", "bad", "bad file"));
        Assert.Equal("video.failed", (await receiver.WaitAsync(2))[1].Type);

        Assert.True(faults.HaveFailed);
        Assert.Equal(VideoStatus.Ready, Value(await platform.Video("acme", "car").GetAsync(default)).Status);
        Assert.Equal(2, receiver.Arrived.Count);
    }

    [Fact]
    public async Task Quota_WhoseWarningGetsLost_IsToldWithTheNextUse()
    {
        var faults = new FaultyNotes(1, isDone: false);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var platform = await WebhookWorld.StartAsync(services: services => services.AddSingleton<IIncomingGrainCallFilter>(faults));
        await platform.OnboardAsync("acme", new TenantQuotas(10, null, null, null, null, null));
        await platform.CreateAsync(receiver.Url);

        for (var i = 0; i < 9; i++)
            Value(await platform.UploadAsync("acme", $"v{i}", "1 red car"));

        Assert.Equal(9, (await receiver.WaitAsync(1))[0].Data.GetProperty("used").GetInt32());
        Assert.True(faults.HaveFailed);
    }

    // A suspension whose telling was cut short is told by the next activation of the tenant's grain.
    [Fact]
    public async Task Suspension_WhoseNewsGetLost_IsToldAfterARestart()
    {
        var folder = Directory.CreateTempSubdirectory("triad-webhooks-").FullName;
        await using var receiver = await WebhookReceiver.StartAsync();
        var faults = new FaultyNotes(1, isDone: false);
        await using (var platform = await WebhookWorld.StartAsync(folder, services: services => services.AddSingleton<IIncomingGrainCallFilter>(faults)))
        {
            await platform.OnboardAsync("acme");
            await platform.CreateAsync(receiver.Url);
            Assert.Equal(TenantStatus.Suspended, Value(await platform.Tenant("acme").SuspendAsync("", default)).Status);
        }

        Assert.True(faults.HaveFailed);
        await using (var platform = await WebhookWorld.StartAsync(folder))
        {
            Value(await platform.Tenant("acme").GetAsync(default));
            Assert.Equal("tenant.suspended", (await receiver.WaitAsync(1))[0].Type);
        }

        Directory.Delete(folder, recursive: true);
    }
}
