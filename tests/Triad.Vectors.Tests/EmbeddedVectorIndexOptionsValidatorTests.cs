using Triad.Testing.Settings;

namespace Triad.Vectors.Tests;

public sealed class EmbeddedVectorIndexOptionsValidatorTests
{
    [Fact]
    public void Defaults_AreValidAndThese()
    {
        Assert.True(new EmbeddedVectorIndexOptionsValidator().Validate(null, new EmbeddedVectorIndexOptions()).Succeeded);
        Assert.Equal(
            """
            Folder = data/vectors
            MaxResidentBytes = 4294967296
            IdleAfter = 00:10:00
            MaxShardFileBytes = null
            ScanThreads = 1
            MaxQueuedSearches = 8192
            MaxQueuedWrites = 256
            MaxWaiters = 1024
            ParallelScanBytes = 8388608
            Int8FirstPass = False
            GraphFromRows = null
            Tenants = []
            GraphThreads = 1
            ReplacedRetention = 00:10:00
            BusyTimeout = 00:00:05
            """,
            SettingText.Of(new EmbeddedVectorIndexOptions { ScanThreads = 1, GraphThreads = 1 }));
    }

    [Fact]
    public void Validate_AllWrong_SaysSettingValueAndRemedyOfEach()
    {
        var options = new EmbeddedVectorIndexOptions
        {
            Folder = " ",
            MaxResidentBytes = 0,
            IdleAfter = TimeSpan.Zero,
            MaxShardFileBytes = 1,
            ScanThreads = 0,
            MaxQueuedSearches = 0,
            MaxQueuedWrites = 0,
            MaxWaiters = 0,
            ParallelScanBytes = 0,
            GraphFromRows = 0,
            Tenants = { ["never"] = new() { GraphFromRows = 0 }, ["acme"] = new() { GraphFromRows = 99 } },
            GraphThreads = 0,
            ReplacedRetention = TimeSpan.FromSeconds(-1),
            BusyTimeout = TimeSpan.FromSeconds(-1),
        };

        var failures = new EmbeddedVectorIndexOptionsValidator().Validate(null, options).Failures;

        Assert.Equal(
            """
            Triad:Vectors:Folder is ' '. Name a folder on a local disk.
            Triad:Vectors:MaxResidentBytes is '0'. Set at least 1.
            Triad:Vectors:IdleAfter is '00:00:00'. Set at least 00:00:01.
            Triad:Vectors:MaxShardFileBytes is '1'. Set at least 65536.
            Triad:Vectors:ScanThreads is '0'. Set at least 1.
            Triad:Vectors:MaxQueuedSearches is '0'. Set at least 1.
            Triad:Vectors:MaxQueuedWrites is '0'. Set at least 1.
            Triad:Vectors:MaxWaiters is '0'. Set at least 1.
            Triad:Vectors:ParallelScanBytes is '0'. Set at least 1.
            Triad:Vectors:GraphFromRows is '0'. Set at least 100.
            Triad:Vectors:Tenants:acme:GraphFromRows is '99'. Set 0 for never, or at least 100.
            Triad:Vectors:GraphThreads is '0'. Set at least 1.
            Triad:Vectors:ReplacedRetention is '-00:00:01'. Set at least 00:00:00.
            Triad:Vectors:BusyTimeout is '-00:00:01'. Set at least 00:00:00.
            """,
            string.Join('\n', failures!));
    }
}
