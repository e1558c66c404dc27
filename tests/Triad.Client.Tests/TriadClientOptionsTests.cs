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
    public void Client_ManyMistakes_NamesThemAll()
    {
        var options = new TriadClientOptions
        {
            Address = new Uri("https://triad.example"),
            ApiKey = "tk id",
            Timeout = TimeSpan.Zero,
            MaxAttempts = 0,
            RetryDelay = TimeSpan.FromSeconds(-1),
            MaxRetryDelay = TimeSpan.FromSeconds(-2),
            ChunkBytes = 1,
            MaxMessageBytes = 0,
        };

        var failure = Assert.Throws<ArgumentException>(() => new TriadClient(options));

        foreach (var name in new[] { "ApiKey", "Timeout", "MaxAttempts", "RetryDelay", "MaxRetryDelay", "ChunkBytes", "MaxMessageBytes" })
            Assert.Contains($"{name} is", failure.Message, StringComparison.Ordinal);
    }
}
