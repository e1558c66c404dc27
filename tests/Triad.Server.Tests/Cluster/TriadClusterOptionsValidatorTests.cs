using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Triad.Server.Cluster;
using Triad.Server.Hosting;
using Triad.Testing.Settings;

namespace Triad.Server.Tests.Cluster;

public sealed class TriadClusterOptionsValidatorTests
{
    [Fact]
    public void Defaults_AreValidAndThese()
    {
        Assert.Empty(Validate(new TriadClusterOptions()));
        Assert.Equal(
            """
            Provider = None
            ConnectionString = null
            ServiceUri = null
            ClusterId = triad
            SiloAddress = 127.0.0.1
            SiloPort = 11111
            CertificatePath = null
            CertificateKeyPath = null
            CaPath = null
            OrleansGatewayPort = 0
            PrimarySilo = 127.0.0.1:11111
            ProbeSeconds = 2
            MissedProbes = 3
            DeathVotes = 2
            RefreshSeconds = 15
            """,
            SettingText.Of(new TriadClusterOptions()));
    }

    [Fact]
    public void Validate_AllWrong_SaysSettingValueAndRemedyOfEach()
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
        Assert.Equal(
            """
            Triad:Cluster:Provider is 'Zookeeper'. Set one of None, Localhost, Redis, AzureTable, AdoNet.
            Triad:Cluster:ClusterId is ' '. Set a name that all processes of the cluster share.
            Triad:Cluster:SiloAddress is 'silo.example'. Set an IP address of this machine that the others reach.
            Triad:Cluster:SiloPort is '0'. Set 1 to 65535.
            Triad:Cluster:OrleansGatewayPort is '70000'. Set 0 to 65535.
            Triad:Cluster:ProbeSeconds is 'NaN'. Set 0.5 to 60.
            Triad:Cluster:MissedProbes is '0'. Set 1 to 20.
            Triad:Cluster:DeathVotes is '11'. Set 1 to 10.
            Triad:Cluster:RefreshSeconds is '0'. Set 1 to 600.
            """,
            string.Join('\n', failures));
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

    [Fact]
    public void Validate_SeveralMachinesOverOnesDisk_IsRefusedForEachStore()
    {
        var options = new TriadClusterOptions { Provider = "Redis", ConnectionString = "redis:6379", SiloAddress = "10.0.0.1" };

        var failures = Validate(options);

        Assert.Equal(["Grains", "Media", "Vectors"], failures.Select(failure => failure.Split(' ')[0].Split(':')[^1]));
        Assert.All(failures, failure => Assert.Contains("'10.0.0.1' says that there are several", failure, StringComparison.Ordinal));
        Assert.Empty(Validate(options, storage: [("Grains", "AzureBlob"), ("Media", "AzureBlob"), ("Vectors", "Qdrant")]));
        Assert.Empty(Validate(new TriadClusterOptions { Provider = "Redis", ConnectionString = "redis:6379", SiloAddress = "::1" }));
    }

    private static IReadOnlyList<string> Validate(
        TriadClusterOptions options, string roles = "all", string? store = null, IEnumerable<(string Setting, string Value)>? storage = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new(TriadClusterOptionsValidator.OrleansProvider, store)])
            .AddInMemoryCollection((storage ?? []).Select(one => KeyValuePair.Create($"Triad:Storage:{one.Setting}", (string?)one.Value)))
            .Build();
        var sut = new TriadClusterOptionsValidator(configuration, Options.Create(new ServerOptions { Roles = roles }));
        return [.. sut.Validate(null, options).Failures ?? []];
    }
}
