using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Triad.Grains.Ingest;
using Triad.Grains.Quotas;
using Triad.Grains.Searches;
using Triad.Grains.Settings;
using Triad.Grains.Telemetry;
using Triad.Grains.Tenants;
using Triad.Grains.Videos;
using Triad.Testing.Settings;

namespace Triad.Grains.Tests.Settings;

public sealed class RangesValidatorTests
{
    [Fact]
    public void Defaults_AreValidAndThese()
    {
        AssertDefaults(
            new IngestOptions(),
            IngestOptions.Section,
            """
            ConcurrentVideos = 2
            MaxQueuedPerPartition = 20000
            LeaseSeconds = 30
            HandBackSeconds = 15
            CheckpointSegments = 16
            SegmentsInFlight = 4
            MaxMinutes = 240
            """);
        AssertDefaults(
            new SearchOptions(),
            SearchOptions.Section,
            """
            ShardTimeoutSeconds = 10
            WatermarkTimeoutSeconds = 10
            MaxWaitingWatermarks = 1000
            ConcurrentSearches = 0
            MaxWaitingSearches = 1000
            MaxQueryMediaSeconds = 60
            QueryMediaTimeoutSeconds = 20
            ConcurrentQueryMedia = 4
            MaxWaitingQueryMedia = 128
            FrozenHits = 200
            FrozenMinutes = 10
            FrozenMebibytes = 256
            """);
        AssertDefaults(new TelemetryOptions(), TelemetryOptions.Section, "StorageSeconds = 60");
        AssertDefaults(
            new TenantOptions(),
            TenantOptions.Section,
            """
            ShardsPerTenant = 1
            MaxKeys = 100
            MaxPlans = 200
            QuotaLeaseSeconds = 3
            IdleMinutes = 10
            OffloadAfterMinutes = 0
            OffloadSweepMinutes = 10
            RestoreWaitSeconds = 5
            RestoreMebibytesPerSecond = 50
            CutOverWaitSeconds = 10
            """);
        AssertDefaults(new QuotaOptions(), QuotaOptions.Section, "ReservationMinutes = 10\nQueryShare = 0.1\nRaiseSeconds = 15");
        AssertDefaults(new VideoOptions(), VideoOptions.Section, "MaxAttempts = 5\nRetrySeconds = 2\nOutageRetrySeconds = 5\nReminderMinutes = 5\nFreshSeconds = 5");
    }

    [Fact]
    public void Validate_AllWrong_SaysSettingValueAndRemedyOfEach()
    {
        AssertFailures(
            new IngestOptions(),
            IngestOptions.Section,
            """
            Triad:Ingest:ConcurrentVideos is '-1'. Set 1 to 64.
            Triad:Ingest:MaxQueuedPerPartition is '-1'. Set 1 to 1000000.
            Triad:Ingest:LeaseSeconds is '-1'. Set 3 to 600.
            Triad:Ingest:HandBackSeconds is '-1'. Set 0 to 600.
            Triad:Ingest:CheckpointSegments is '-1'. Set 1 to 256.
            Triad:Ingest:SegmentsInFlight is '-1'. Set 1 to 64.
            Triad:Ingest:MaxMinutes is '-1'. Set 1 to 6000.
            """);
        AssertFailures(
            new SearchOptions(),
            SearchOptions.Section,
            """
            Triad:Search:ShardTimeoutSeconds is '-1'. Set 0.1 to 25.
            Triad:Search:WatermarkTimeoutSeconds is '-1'. Set 0.1 to 25.
            Triad:Search:MaxWaitingWatermarks is '-1'. Set 1 to 100000.
            Triad:Search:ConcurrentSearches is '-1'. Set 0 to 100000.
            Triad:Search:MaxWaitingSearches is '-1'. Set 1 to 1000000.
            Triad:Search:MaxQueryMediaSeconds is '-1'. Set 1 to 600.
            Triad:Search:QueryMediaTimeoutSeconds is '-1'. Set 0.1 to 25.
            Triad:Search:ConcurrentQueryMedia is '-1'. Set 1 to 256.
            Triad:Search:MaxWaitingQueryMedia is '-1'. Set 0 to 10000.
            Triad:Search:FrozenHits is '-1'. Set 1 to 5000.
            Triad:Search:FrozenMinutes is '-1'. Set 0.1 to 60.
            Triad:Search:FrozenMebibytes is '-1'. Set 4 to 65536.
            """);
        AssertFailures(new TelemetryOptions(), TelemetryOptions.Section, "Triad:Telemetry:StorageSeconds is '-1'. Set 1 to 86400.");
        AssertFailures(
            new QuotaOptions(),
            QuotaOptions.Section,
            """
            Triad:Quotas:ReservationMinutes is '-1'. Set 1 to 1440.
            Triad:Quotas:QueryShare is '-1'. Set 0 to 0.9.
            Triad:Quotas:RaiseSeconds is '-1'. Set 1 to 300.
            """);
        AssertFailures(
            new TenantOptions(),
            TenantOptions.Section,
            """
            Triad:Tenants:ShardsPerTenant is '-1'. Set 1 to 256.
            Triad:Tenants:MaxKeys is '-1'. Set 1 to 10000.
            Triad:Tenants:MaxPlans is '-1'. Set 1 to 10000.
            Triad:Tenants:QuotaLeaseSeconds is '-1'. Set 0.1 to 5.
            Triad:Tenants:IdleMinutes is '-1'. Set 0.1 to 10080.
            Triad:Tenants:OffloadAfterMinutes is '-1'. Set 0 to 5256000.
            Triad:Tenants:OffloadSweepMinutes is '-1'. Set 0.01 to 1440.
            Triad:Tenants:RestoreWaitSeconds is '-1'. Set 0 to 25.
            Triad:Tenants:RestoreMebibytesPerSecond is '-1'. Set 0.1 to 100000.
            Triad:Tenants:CutOverWaitSeconds is '-1'. Set 0 to 20.
            """);
        AssertFailures(
            new VideoOptions(),
            VideoOptions.Section,
            """
            Triad:Videos:MaxAttempts is '-1'. Set 1 to 100.
            Triad:Videos:RetrySeconds is '-1'. Set 0 to 3600.
            Triad:Videos:OutageRetrySeconds is '-1'. Set 0 to 3600.
            Triad:Videos:ReminderMinutes is '-1'. Set 1 to 1440.
            Triad:Videos:FreshSeconds is '-1'. Set 0 to 60.
            """);
    }

    private static void AssertDefaults<T>(T options, string section, string expected)
        where T : class
    {
        Assert.True(new RangesValidator<T>(section).Validate(null, options).Succeeded);
        Assert.Equal(expected, SettingText.Of(options));
    }

    private static void AssertFailures<T>(T options, string section, string expected)
        where T : class
    {
        foreach (var property in typeof(T).GetProperties().Where(property => property.GetCustomAttribute<RangeAttribute>() is not null))
            property.SetValue(options, Convert.ChangeType(-1, property.PropertyType, CultureInfo.InvariantCulture));

        Assert.Equal(expected, string.Join('\n', new RangesValidator<T>(section).Validate(null, options).Failures!));
    }
}
