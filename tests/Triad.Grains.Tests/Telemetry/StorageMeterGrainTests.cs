using System.Diagnostics.Metrics;
using Orleans;
using Orleans.Runtime;
using Triad.Core.Catalogs;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;

namespace Triad.Grains.Tests.Telemetry;

/// <summary>What tenants have stored is counted from rows.</summary>
public sealed class StorageMeterGrainTests
{
    [Fact]
    public async Task Count_TellsWhatTenantsHave_AndWakesNobodysGrains()
    {
        await using var platform = await Platform.StartAsync(ingest: false);
        await AddAsync(platform.Catalogs, "metered-a", "car", 100);
        await AddAsync(platform.Catalogs, "metered-a", "bus", 20);
        await AddAsync(platform.Catalogs, "metered-b", "car", 3);

        Assert.Null((await platform.Grains.StorageMeter().CountAsync(default)).Error);

        Assert.Equal(["metered-a 120", "metered-b 3"], Read("triad.tenant.stored"));
        Assert.Equal(["metered-a 2", "metered-b 1"], Read("triad.tenant.videos"));
        var statistics = await platform.Grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        var awake = statistics
            .Where(grain => grain.ActivationCount > 0)
            .Select(grain => grain.GrainType)
            .ToList();
        Assert.Contains(awake, type => type.Contains("StorageMeterGrain", StringComparison.Ordinal));
        Assert.DoesNotContain(awake, type => type.Contains("TenantGrain", StringComparison.Ordinal) || type.Contains("CatalogGrain", StringComparison.Ordinal));
    }

    private static async Task AddAsync(ICatalogStore catalogs, string tenant, string video, long bytes)
    {
        var rows = (await catalogs.OpenAsync(TenantId.From(tenant), 0, default)).Value;
        Assert.Null((await rows.AddAsync(new CatalogRow(VideoId.From(video), DateTimeOffset.UnixEpoch, bytes), default)).Error);
    }

    private static IEnumerable<string> Read(string instrument)
    {
        var found = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (published, self) =>
        {
            if (published.Name == instrument)
                self.EnableMeasurementEvents(published);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => found.Add(FormattableString.Invariant($"{tags[0].Value} {value}")));
        listener.Start();
        listener.RecordObservableInstruments();

        // Other platforms of this process tell about their tenants too.
        return found.Where(line => line.StartsWith("metered-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }
}
