using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Identity;
using Triad.Core.Usage;
using Triad.Core.Usage.Export;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.Usage;
using Triad.Grains.Usage.Export;

namespace Triad.Grains.Tests.Usage;

public sealed class ExportTests : IDisposable
{
    private const string Variable = "TRIAD_TEST_USAGE_SECRET";

    private static readonly TenantId Acme = TenantId.From("acme");

    private readonly string _folder = Directory.CreateTempSubdirectory("triad-export-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Export_ToAnEndpointThatFailsAndHangsAndTakesTwice_ArrivesWholeUnderTheSameIds()
    {
        await using var endpoint = await UsageEndpoint.StartAsync(
            UsageEndpoint.FailAsync, UsageEndpoint.HangAsync, UsageEndpoint.TakeAndFailAsync);
        Environment.SetEnvironmentVariable(Variable, "s3cret");
        await using var platform = await StartAsync(new UsageTargetOptions
        {
            Kind = "http", Url = endpoint.Url, TimeoutSeconds = 0.3, SecretVariable = Variable,
        });

        await RecordAsync(platform, 1, 20);
        await endpoint.WaitAsync(20);
        await WaitForRestAsync(platform);

        Assert.Equal(20, endpoint.Taken.Count);
        Assert.True(endpoint.Arrived.Count >= 4, $"{endpoint.Arrived.Count} batches");
        Assert.All(endpoint.Arrived, batch => Assert.Equal(
            ("application/cloudevents-batch+json; charset=utf-8", "Bearer s3cret"), (batch.ContentType, batch.Authorization)));
        var told = endpoint.Taken.Values.First();
        Assert.Equal("1.0", told.GetProperty("specversion").GetString());
        Assert.Equal("triad.usage.v1.searches", told.GetProperty("type").GetString());
        Assert.Equal("acme", told.GetProperty("subject").GetString());
        Assert.Equal("/triad/test", told.GetProperty("source").GetString());
        Assert.Equal(Enumerable.Range(1, 20).Sum(), endpoint.Taken.Values.Sum(value => value.GetProperty("data").GetProperty("amount").GetDecimal()));
        Assert.Equal("clip", told.GetProperty("data").GetProperty("package").GetString());
    }

    [Fact]
    public async Task Export_AfterARestart_GoesOnWhereItWas()
    {
        await using var endpoint = await UsageEndpoint.StartAsync();
        var target = new UsageTargetOptions { Kind = "http", Url = endpoint.Url, BatchEvents = 3 };
        await using (var first = await StartAsync(target))
        {
            await RecordAsync(first, 1, 10);
            await endpoint.WaitAsync(10);
            await WaitForRestAsync(first);
        }

        var before = endpoint.Arrived.Count;
        await using var second = await StartAsync(target);
        await RecordAsync(second, 11, 5);
        await endpoint.WaitAsync(15);
        await WaitForRestAsync(second);

        Assert.Equal(15, endpoint.Arrived.Sum(batch => batch.Events.Length)); // Nothing was sent again.
        Assert.True(endpoint.Arrived.Count > before);
    }

    [Fact]
    public async Task Export_ToAFolder_HasEachEventOnce()
    {
        var exports = Path.Combine(_folder, "exports");
        await using var platform = await StartAsync(new UsageTargetOptions { Kind = "folder", Folder = exports, BatchEvents = 4 });

        await RecordAsync(platform, 1, 10);
        await WaitForRestAsync(platform);

        var lines = Directory.GetFiles(exports, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines).ToList();
        Assert.Equal(10, lines.Count);
        Assert.All(Directory.GetFiles(exports, "*", SearchOption.AllDirectories), file => Assert.EndsWith(".ndjson", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Export_ToAnEndpointThatRedirects_IsNotLedAwayAndLosesNothing()
    {
        await using var endpoint = await UsageEndpoint.StartAsync(UsageEndpoint.RedirectAsync);
        await using var platform = await StartAsync(new UsageTargetOptions { Kind = "http", Url = endpoint.Url });

        await RecordAsync(platform, 1, 2);
        await WaitForRestAsync(platform);

        Assert.Equal(2, endpoint.Taken.Count);
        Assert.Equal(2, endpoint.Arrived.Count);
    }

    [Fact]
    public void Options_ThatAreAllWrong_AreToldAtOnce()
    {
        var options = new UsageExportOptions
        {
            Targets =
            {
                ["Meter!"] = new UsageTargetOptions { Kind = "carrier", BatchEvents = 0, TimeoutSeconds = 60, SecretFile = "a", SecretVariable = "b" },
                ["files"] = new UsageTargetOptions { Kind = "folder", Folder = "relative" },
            },
        };

        var failures = new UsageExportOptionsValidator([new FolderSinkKind()]).Validate(null, options).Failures!;

        Assert.Equal(
            [
                "Triad:Usage:Export:Targets is 'Meter!'. Name a target with 1 to 40 of a-z, 0-9 and hyphens.",
                "Triad:Usage:Export:Targets:Meter!:BatchEvents is '0'. Set 1 to 10000.",
                "Triad:Usage:Export:Targets:Meter!:TimeoutSeconds is '60'. Set 0.1 to 20.",
                "Triad:Usage:Export:Targets:Meter!:SecretName is ''. Of SecretName, SecretVariable and SecretFile set one.",
                "Triad:Usage:Export:Targets:Meter!:Kind is 'carrier'. Set one of folder.",
                "Triad:Usage:Export:Targets:files:Folder is 'relative'. Set an absolute path.",
            ],
            failures);
    }

    private Task<Platform> StartAsync(UsageTargetOptions target) => Platform.StartAsync(
        _folder,
        ingest: false,
        configure: services =>
        {
            services.Configure<UsageOptions>(options => options.TickSeconds = 0.1);
            services.Configure<UsageExportOptions>(options => options.Targets["billing"] = target);
        });

    private static async Task RecordAsync(Platform platform, int first, int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var labels = UsageLabels.OfPackage("clip");
        var events = Enumerable.Range(first, count).Select(i => UsageEntry.Of(new UsageEvent(
            UsageEventId.OfVideo(Acme, VideoId.From($"video-{i}"), "source", 1, UsageKinds.Searches, labels), Acme, UsageKinds.Searches, i, now, labels)));
        var recorded = await platform.Grains.UsageLedger(Acme).RecordAsync([.. events], default);
        Assert.Null(recorded.Error);
    }

    /// <summary>Waits until the target has all, durably. Each look is a call of a grain.</summary>
    private static async Task WaitForRestAsync(Platform platform)
    {
        using var patience = new CancellationTokenSource(Platform.Patience);
        while (Platform.Value(await platform.Grains.UsageLedger(Acme).PendingAsync("billing", 1, default)).Events.Length > 0)
            patience.Token.ThrowIfCancellationRequested();
    }
}
