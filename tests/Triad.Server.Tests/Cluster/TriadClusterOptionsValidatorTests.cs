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
    [InlineData("None", "silo", null, "Set Localhost or Orleans")]
    [InlineData("Orleans", "silo", null, "Orleans:Clustering:ProviderType is not set")]
    [InlineData("Localhost", "all", "AdoNet", "Set the latter to Orleans")]
    [InlineData("None", "all", "AdoNet", "Set the latter to Orleans")]
    public void Validate_ProviderThatDoesNotFit_IsRefusedWithRemedy(string provider, string roles, string? store, string remedy) =>
        Assert.Contains(remedy, Assert.Single(Validate(new TriadClusterOptions { Provider = provider }, roles, store)));

    [Theory]
    [InlineData("None", "all", null)]
    [InlineData("Localhost", "silo", null)]
    [InlineData("localhost", "all", null)]
    [InlineData("Orleans", "gateway", "AdoNet")]
    public void Validate_ProviderThatFits_Succeeds(string provider, string roles, string? store) =>
        Assert.Empty(Validate(new TriadClusterOptions { Provider = provider }, roles, store));

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
