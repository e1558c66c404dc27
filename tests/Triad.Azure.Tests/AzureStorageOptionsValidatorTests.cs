using Triad.Testing.Azure;

namespace Triad.Azure.Tests;

public sealed class AzureStorageOptionsValidatorTests
{
    private static readonly string Connection = AzuriteProcess.ConnectionStringOn(1);

    public static TheoryData<string, Action<AzureStorageOptions>> Mistakes => new()
    {
        { "no account is named", options => options.ConnectionString = null },
        { "two accounts are named", options => options.ServiceUri = "https://a.blob.core.windows.net" },
        { "ConnectionString cannot be read", options => options.ConnectionString = "AccountName=a;AccountKey=secret" },
        { "ConnectionString cannot be read", options => options.ConnectionString = "" },
        { "ServiceUri 'http://a.blob.core.windows.net' is not a safe address", options => Uri(options, "http://a.blob.core.windows.net") },
        { "ServiceUri 'nonsense' is not a safe address", options => Uri(options, "nonsense") },
        { "GrainContainer 'A' is not a container's name", options => options.GrainContainer = "A" },
        { "MediaContainer 'a--b' is not a container's name", options => options.MediaContainer = "a--b" },
        { "MediaContainer 'triad-grains' holds the grains' states", options => options.MediaContainer = options.GrainContainer },
        { "BlockBytes is 0; set 65536 to 268435456", options => options.BlockBytes = 0 },
        { "MaxRetries is -1", options => options.MaxRetries = -1 },
        { "NetworkTimeout is 00:00:00", options => options.NetworkTimeout = TimeSpan.Zero },
        { "RetryDelay is", options => options.RetryDelay = TimeSpan.FromHours(1) },
        { "GrainTimeout is", options => options.GrainTimeout = TimeSpan.FromSeconds(-1) },
        { "LeaseFolder is empty", options => options.LeaseFolder = " " },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Validate_OneMistake_IsNamedAndNoSecretIs(string said, Action<AzureStorageOptions> mistake)
    {
        var options = new AzureStorageOptions { ConnectionString = Connection };
        mistake(options);

        var failure = Assert.Single(new AzureStorageOptionsValidator().Validate(null, options).Failures!);

        Assert.Contains(said, failure, StringComparison.Ordinal);
        Assert.StartsWith("Triad:Azure", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Defaults_AreRight()
    {
        Assert.True(new AzureStorageOptionsValidator().Validate(null, new AzureStorageOptions { ConnectionString = Connection }).Succeeded);
        Assert.True(new AzureStorageOptionsValidator().Validate(null, new AzureStorageOptions { ServiceUri = "https://a.blob.core.windows.net" }).Succeeded);
    }

    [Fact]
    public void Validate_SeveralMistakes_AreAllReported()
    {
        var options = new AzureStorageOptions { GrainContainer = "", BlockBytes = 1 };

        Assert.Equal(3, new AzureStorageOptionsValidator().Validate(null, options).Failures!.Count());
    }

    private static void Uri(AzureStorageOptions options, string uri) => (options.ConnectionString, options.ServiceUri) = (null, uri);
}
