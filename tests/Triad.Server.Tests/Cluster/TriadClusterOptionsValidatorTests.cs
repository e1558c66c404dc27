using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Triad.Server.Cluster;
using Triad.Server.Hosting;

namespace Triad.Server.Tests.Cluster;

public sealed class TriadClusterOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_Succeeds() => Assert.Empty(Validate(new TriadClusterOptions()));

    [Fact]
    public void Validate_SeveralWrongSettings_NamesAllWithRemedies()
    {
        var failures = Validate(new TriadClusterOptions
        {
            Provider = "Zookeeper",
            ClusterId = " ",
            SiloAddress = "silo.example",
            SiloPort = 0,
            OrleansGatewayPort = 70_000,
            ProbeSeconds = double.NaN,
            MissedProbes = 0,
            DeathVotes = 11,
            RefreshSeconds = 0,
        });
        Assert.Equal(9, failures.Count);
        Assert.All(failures, failure => Assert.Matches($"^{TriadClusterOptions.Section}:[A-Za-z]+ is '.*'. Set ", failure));
    }

    [Theory]
    [InlineData("None", "silo", null, null, "there would be nobody with the others. Set one of None, Localhost, Redis, AzureTable, AdoNet")]
    [InlineData("Redis", "silo", null, null, "Triad:Cluster:ConnectionString is not set. Set it as host:6379")]
    [InlineData("Redis", "silo", ",password=secret", null, "Triad:Cluster:ConnectionString is not a connection string of Redis")]
    [InlineData("AzureTable", "silo", null, null, "Triad:Cluster:ConnectionString is not set. Set it, or set ServiceUri")]
    [InlineData("AzureTable", "silo", "UseDevelopmentStorage=true", "https://a.table.core.windows.net", "is set, and so is ServiceUri")]
    [InlineData("AzureTable", "silo", "AccountKey=secret", null, "cannot be read as one of a storage account")]
    [InlineData("AzureTable", "silo", null, "http://a.table.core.windows.net", "Triad:Cluster:ServiceUri is 'http://a.table.core.windows.net'. Set an https address")]
    [InlineData("AdoNet", "silo", null, null, "Triad:Cluster:ConnectionString is not set. Set it as Host=")]
    [InlineData("AdoNet", "silo", "Password=secret", null, "is not a connection string of PostgreSQL")]
    [InlineData("AdoNet", "silo", "nonsense;secret", null, "is not a connection string of PostgreSQL")]
    public void Validate_StoreThatDoesNotFit_IsToldWithRemedyAndWithoutSecret(string provider, string roles, string? connection, string? uri, string said)
    {
        var failure = Assert.Single(Validate(new TriadClusterOptions { Provider = provider, ConnectionString = connection, ServiceUri = uri }, roles));

        Assert.Contains(said, failure, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("None", "all", null)]
    [InlineData("Localhost", "silo", null)]
    [InlineData("localhost", "all", null)]
    [InlineData("Redis", "gateway", "127.0.0.1:6379,password=secret")]
    [InlineData("AzureTable", "embed", "UseDevelopmentStorage=true")]
    [InlineData("AdoNet", "silo,embed", "Host=127.0.0.1;Database=orleans;Username=triad;Password=secret")]
    public void Validate_StoreThatFits_Succeeds(string provider, string roles, string? connection) =>
        Assert.Empty(Validate(new TriadClusterOptions { Provider = provider, ConnectionString = connection }, roles));

    [Fact]
    public void Validate_OrleansOwnSection_IsRefused() =>
        Assert.Contains("Take it out: Triad:Cluster:Provider says", Assert.Single(Validate(new TriadClusterOptions(), store: "AdoNet")), StringComparison.Ordinal);

    [Fact]
    public void Validate_PrimaryWithoutPort_IsRefused() =>
        Assert.Contains("PrimarySilo", Assert.Single(Validate(new TriadClusterOptions { Provider = "Localhost", PrimarySilo = "here" })));

    private static IReadOnlyList<string> Validate(TriadClusterOptions options, string roles = "all", string? store = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new(TriadClusterOptionsValidator.OrleansProvider, store)])
            .Build();
        var sut = new TriadClusterOptionsValidator(configuration, Options.Create(new ServerOptions { Roles = roles }));
        return [.. sut.Validate(null, options).Failures ?? []];
    }
}
