using Triad.Testing.Azure;
using Triad.Testing.Settings;

namespace Triad.Azure.Tests;

public sealed class AzureStorageOptionsValidatorTests
{
    private static readonly string Connection = AzuriteProcess.ConnectionStringOn(1);

    public static TheoryData<string, Action<AzureStorageOptions>> Mistakes => new()
    {
        { ": no account is named. Set either ConnectionString or ServiceUri.", options => options.ConnectionString = null },
        { ": two accounts are named. Set either ConnectionString or ServiceUri.", options => options.ServiceUri = "https://a.blob.core.windows.net" },
        { ":ConnectionString cannot be read. Copy it from the account's access keys.", options => options.ConnectionString = "AccountName=a;AccountKey=secret" },
        { ":ConnectionString cannot be read. Copy it from the account's access keys.", options => options.ConnectionString = "" },
        { ":ServiceUri is 'http://a.blob.core.windows.net'. Set an address such as https://ACCOUNT.blob.core.windows.net.", options => Uri(options, "http://a.blob.core.windows.net") },
        { ":ServiceUri is 'nonsense'. Set an address such as https://ACCOUNT.blob.core.windows.net.", options => Uri(options, "nonsense") },
        { ":GrainContainer is 'A'. Set 3 to 63 lower-case letters, digits and single hyphens between them.", options => options.GrainContainer = "A" },
        { ":MediaContainer is 'a--b'. Set 3 to 63 lower-case letters, digits and single hyphens between them.", options => options.MediaContainer = "a--b" },
        { ":MediaContainer is 'triad-grains'. Name another container: this one holds the grains' states.", options => options.MediaContainer = options.GrainContainer },
        { ":AuditContainer is 'triad-grains'. Name another container: this one holds something else.", options => options.AuditContainer = options.GrainContainer },
        { ":BlockBytes is '0'. Set 65536 to 268435456.", options => options.BlockBytes = 0 },
        { ":MaxRetries is '-1'. Set 0 to 20.", options => options.MaxRetries = -1 },
        { ":NetworkTimeout is '00:00:00'. Set 00:00:00.0010000 to 00:10:00.", options => options.NetworkTimeout = TimeSpan.Zero },
        { ":RetryDelay is '01:00:00'. Set 00:00:00.0010000 to 00:10:00.", options => options.RetryDelay = TimeSpan.FromHours(1) },
        { ":GrainTimeout is '-00:00:01'. Set 00:00:00.0010000 to 00:10:00.", options => options.GrainTimeout = TimeSpan.FromSeconds(-1) },
        { ":LeaseFolder is ' '. Name a folder on a local disk that only the service can read.", options => options.LeaseFolder = " " },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Validate_OneMistake_IsNamedAndNoSecretIs(string said, Action<AzureStorageOptions> mistake)
    {
        var options = new AzureStorageOptions { ConnectionString = Connection };
        mistake(options);

        var failure = Assert.Single(new AzureStorageOptionsValidator().Validate(null, options).Failures!);

        Assert.Equal($"Triad:Azure{said}", failure);
        Assert.DoesNotContain("secret", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Defaults_AreRight()
    {
        Assert.True(new AzureStorageOptionsValidator().Validate(null, new AzureStorageOptions { ConnectionString = Connection }).Succeeded);
        Assert.True(new AzureStorageOptionsValidator().Validate(null, new AzureStorageOptions { ServiceUri = "https://a.blob.core.windows.net" }).Succeeded);
    }

    [Fact]
    public void Defaults_AreThese() => Assert.Equal(
        """
        ConnectionString = null
        ServiceUri = null
        GrainContainer = triad-grains
        MediaContainer = triad-media
        AuditContainer = triad-audit
        BlockBytes = 4194304
        NetworkTimeout = 00:00:15
        MaxRetries = 3
        RetryDelay = 00:00:00.3000000
        GrainTimeout = 00:00:20
        LeaseFolder = data/leases
        """,
        SettingText.Of(new AzureStorageOptions()));

    [Fact]
    public void Validate_AllWrong_SaysSettingValueAndRemedyOfEach()
    {
        var options = new AzureStorageOptions
        {
            GrainContainer = "",
            MediaContainer = "",
            BlockBytes = 1,
            MaxRetries = 21,
            NetworkTimeout = TimeSpan.Zero,
            RetryDelay = TimeSpan.Zero,
            GrainTimeout = TimeSpan.Zero,
            LeaseFolder = "",
        };

        var failures = new AzureStorageOptionsValidator().Validate(null, options).Failures;

        Assert.Equal(
            """
            Triad:Azure: no account is named. Set either ConnectionString or ServiceUri.
            Triad:Azure:GrainContainer is ''. Set 3 to 63 lower-case letters, digits and single hyphens between them.
            Triad:Azure:MediaContainer is ''. Set 3 to 63 lower-case letters, digits and single hyphens between them.
            Triad:Azure:MediaContainer is ''. Name another container: this one holds the grains' states.
            Triad:Azure:BlockBytes is '1'. Set 65536 to 268435456.
            Triad:Azure:MaxRetries is '21'. Set 0 to 20.
            Triad:Azure:NetworkTimeout is '00:00:00'. Set 00:00:00.0010000 to 00:10:00.
            Triad:Azure:RetryDelay is '00:00:00'. Set 00:00:00.0010000 to 00:10:00.
            Triad:Azure:GrainTimeout is '00:00:00'. Set 00:00:00.0010000 to 00:10:00.
            Triad:Azure:LeaseFolder is ''. Name a folder on a local disk that only the service can read.
            """,
            string.Join('\n', failures!));
    }

    private static void Uri(AzureStorageOptions options, string uri) => (options.ConnectionString, options.ServiceUri) = (null, uri);
}
