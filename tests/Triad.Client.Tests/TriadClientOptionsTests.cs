using Triad.Testing.Settings;

namespace Triad.Client.Tests;

public sealed class TriadClientOptionsTests
{
    [Theory]
    [InlineData("http://triad.example:7443")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("not an address")]
    public void Client_WrongAddress_IsRefused(string address)
    {
        var failure = Assert.Throws<ArgumentException>(() => new TriadClient(address, "tk_id_secret"));

        Assert.Contains(address, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:7443")]
    [InlineData("http://localhost:7443")]
    [InlineData("http://[::1]:7443")]
    [InlineData("https://triad.example:7443")]
    public void Client_GoodAddress_IsTaken(string address) => new TriadClient(address, "tk_id_secret").Dispose();

    [Fact]
    public void Defaults_AreThese() => Assert.Equal(
        """
        Address = https://triad.example/
        ApiKey = null
        Tenant = null
        Timeout = 00:01:00
        MaxAttempts = 4
        RetryDelay = 00:00:00.2000000
        MaxRetryDelay = 00:00:20
        ChunkBytes = 65536
        MaxMessageBytes = 67108864
        CertificateAuthorityFile = null
        Handler = null
        """,
        string.Join('\n', SettingText.Of(new TriadClientOptions { Address = new Uri("https://triad.example") }).Split('\n').Where(line => !line.StartsWith("TimeProvider", StringComparison.Ordinal))));

    [Fact]
    public void Client_AllWrong_SaysSettingValueAndRemedyOfEach()
    {
        var options = new TriadClientOptions
        {
            Address = new Uri("http://triad.example"),
            ApiKey = "tk id",
            CertificateAuthorityFile = "/no/such.pem",
            Handler = new HttpClientHandler(),
            Timeout = TimeSpan.Zero,
            MaxAttempts = 0,
            RetryDelay = TimeSpan.FromSeconds(-1),
            MaxRetryDelay = TimeSpan.FromSeconds(-2),
            ChunkBytes = 1,
            MaxMessageBytes = 0,
        };

        var failure = Assert.Throws<ArgumentException>(() => new TriadClient(options));

        Assert.Equal(
            string.Join(
                ' ',
                "Address is 'http://triad.example/': plaintext is for this machine only, use https://.",
                "ApiKey is empty or has characters that a header cannot carry: pass the key as it was shown.",
                "CertificateAuthorityFile is '/no/such.pem', which is not a file: give the path of a PEM file.",
                "CertificateAuthorityFile is given beside a Handler, which does not look at it: leave one of them out.",
                "Timeout is 00:00:00: give more than zero.",
                "MaxAttempts is 0: give 1 to 10.",
                "RetryDelay is -00:00:01: give zero or more.",
                "MaxRetryDelay is -00:00:02: give at least RetryDelay, -00:00:01.",
                "ChunkBytes is 1: give 1024 to 1048576.",
                "MaxMessageBytes is 0: give at least ChunkBytes, 1."),
            failure.Message);
    }
}
