using Triad.Gateway.Limits;
using Triad.Testing.Settings;

namespace Triad.Gateway.Tests;

public sealed class GatewayOptionsTests
{
    [Fact]
    public void Defaults_AreValidAndThese()
    {
        var options = new GatewayOptions();

        Assert.True(new GatewayOptionsValidator().Validate(null, options).Succeeded);
        Assert.Equal(
            """
            KeyCacheSeconds = 3
            PageTokenMinutes = 10
            DefaultModelPackage = triad-mini
            Reflection = null
            UploadJournalFolder = data/uploads
            AbandonedJournalFolders = []
            UploadSweepDelaySeconds = 0
            Limits:MaxMessageBytes = 67108864
            Limits:MaxChunkBytes = 1048576
            Limits:MaxUploadBytes = 8589934592
            Limits:MaxCaptionsBytes = 4194304
            Limits:MaxPageSize = 1000
            Limits:MaxHits = 1000
            Limits:MaxQueryParts = 16
            Limits:MaxQueryTextLength = 4096
            Limits:MaxQueryAudioBytes = 16777216
            Limits:MaxQueryImageBytes = 16777216
            Limits:MaxQueryVideoBytes = 50331648
            Limits:MaxFilterConditions = 64
            Limits:MaxFilterDepth = 4
            Limits:MaxFilterValues = 1000
            Limits:MaxMetadataKeys = 32
            Limits:MaxMetadataTextLength = 1024
            Limits:MaxMetadataTexts = 64
            """,
            SettingText.Of(options));
    }

    [Fact]
    public void Validate_AllWrong_SaysSettingValueAndRemedyOfEach()
    {
        var options = new GatewayOptions
        {
            KeyCacheSeconds = 6,
            PageTokenMinutes = double.NaN,
            DefaultModelPackage = "",
            UploadJournalFolder = " ",
            UploadSweepDelaySeconds = -1,
        };
        foreach (var limit in typeof(LimitsOptions).GetProperties())
            limit.SetValue(options.Limits, 0L);
        options.Limits.MaxMessageBytes = 1L << 31;

        var failures = new GatewayOptionsValidator().Validate(null, options).Failures;

        Assert.Equal(
            """
            Triad:Gateway:KeyCacheSeconds is '6'. Set 0 to 5: a revoked key must be refused within 5 s.
            Triad:Gateway:PageTokenMinutes is 'NaN'. Set 1 to 60.
            Triad:Gateway:DefaultModelPackage is ''. Set the id of a model package.
            Triad:Gateway:UploadJournalFolder is ' '. Set a folder on a local disk.
            Triad:Gateway:UploadSweepDelaySeconds is '-1'. Set 0 to 86400.
            Triad:Gateway:Limits:MaxChunkBytes is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxUploadBytes is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxCaptionsBytes is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxPageSize is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxHits is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxQueryParts is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxQueryTextLength is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxQueryAudioBytes is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxQueryImageBytes is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxQueryVideoBytes is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxFilterConditions is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxFilterDepth is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxFilterValues is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxMetadataKeys is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxMetadataTextLength is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxMetadataTexts is '0'. Set at least 1.
            Triad:Gateway:Limits:MaxMessageBytes is '2147483648'. Set at most 2147483647.
            """,
            string.Join('\n', failures!));
    }
}
