using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Triad.Benchmarks.Silos;
using Triad.Client;
using Triad.Testing.Certificates;
using Triad.Testing.Redis;
using Triad.Testing.Time;

namespace Triad.Cluster.Tests.Silos;

/// <summary>Three real processes that find one another in Redis and speak mutual TLS; each role is on two of them.</summary>
public sealed class RedisClusterTests : IAsyncLifetime
{
    private const string Layout = "gateway,silo/silo,embed/gateway,embed";
    private const int SearchesInARow = 5;

    private static readonly TimeSpan RecoveryPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LoadPatience = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("triad-redis-cluster-");
    private readonly TestAuthority _authority = new();
    private RedisProcess? _redis;
    private SiloCluster? _cluster;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
        _data.Delete(recursive: true);
        _authority.Dispose();
    }

    [Fact]
    public async Task Cluster_WhoseProcessesAreKilledOneByOneUnderLoad_LosesNothingAndNoSearchFailsTwice()
    {
        _redis = await RedisProcess.StartAsync();
        _cluster = await SiloCluster.StartAsync(Layout, "Redis", _redis.ConnectionString, Certificate(), _data.FullName, CancellationToken.None);
        await CheckStrangerAsync(_cluster.Members[0].SiloPort).WithinAsync("a stranger to be sent away");
        await CheckDemoAsync(_cluster.Members[0]);
        var key = await OnboardAsync();
        var uploads = new UploadLoad(_cluster, key, Checkout.Samples, seed: 5, TimeProvider.System);
        var searches = new SearchLoad(_cluster, key, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var began = Stopwatch.GetTimestamp();
        var load = Task.WhenAll(uploads.RunAsync(stop.Token, CancellationToken.None), searches.RunAsync(stop.Token));

        await WaitForSearchesAsync(searches, "before anything happens");
        foreach (var victim in _cluster.Members)
        {
            _ = Certificate(); // A new one, which those that run take on and those that start again begin with.
            await StrikeAsync(victim, Blow.Kill, searches);
        }

        await StrikeAsync(_cluster.Members[1], Blow.Stop, searches);
        await stop.CancelAsync();
        await FinishAsync(load, uploads);

        using var client = _cluster.Connect(key, DeadlineExtensions.Patience, attempts: 8)!;
        var end = await EndState.ReadAsync(client, uploads, CancellationToken.None);
        Assert.Empty((string[])[.. end.Lost, .. end.Phantoms, .. end.Resurrected, .. end.Duplicates, .. end.Unequal, .. uploads.Failed]);
        Assert.True(uploads.Acknowledged.Count > 0);
        Assert.DoesNotContain(searches.Since(began), search => search.SecondFailure is not null);
    }

    /// <summary>Who shows another authority's certificate is let go of before it has said anything.</summary>
    private async Task CheckStrangerAsync(int port)
    {
        using var stranger = new TestAuthority();
        var (certificate, key) = stranger.Issue("silo", IPAddress.Loopback);
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = new SslStream(connection.GetStream());
        X509Certificate? shown = null;
        try
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "any",
                ClientCertificates = [X509Certificate2.CreateFromPemFile(certificate, key)],
                RemoteCertificateValidationCallback = (_, theirs, _, _) => (shown = theirs) is not null,
            });
            Assert.Equal(0, await stream.ReadAsync(new byte[1]));
        }
        catch (IOException)
        {
            // It was told why.
        }
        catch (AuthenticationException)
        {
            // The same, in the older protocol.
        }

        Assert.Equal("CN=Test server", shown?.Subject);
    }

    private string[] Certificate()
    {
        var (certificate, key) = _authority.Issue("silo", IPAddress.Loopback);
        return [$"Triad:Cluster:CertificatePath={certificate}", $"Triad:Cluster:CertificateKeyPath={key}", $"Triad:Cluster:CaPath={_authority.RootFile}"];
    }

    private static async Task FinishAsync(Task load, UploadLoad uploads)
    {
        try
        {
            await load.WithinAsync("the uploads on their way to be ready", LoadPatience);
        }
        catch (DeadlineException late)
        {
            Assert.Fail($"{late.Message}; at {TimeProvider.System.GetUtcNow():T} waiting: {string.Join("; ", uploads.Waiting)}");
        }
    }

    private static async Task CheckDemoAsync(SiloProcess gateway)
    {
        var (code, output, errors) = await Tool.RunAsync(
            "demo", "--address", gateway.Address.ToString(), "--data", gateway.Data, "--samples", Checkout.Samples,
            "--model", Path.Combine(Checkout.Models, "triad-mini"), "--json").WithinAsync("the demo to end", LoadPatience);
        Assert.True(code == 0, output + errors);
        Assert.True(JsonDocument.Parse(output).RootElement.GetProperty("passed").GetBoolean());
    }

    private async Task<string> OnboardAsync()
    {
        using var client = _cluster!.ConnectOperator();
        await client.Tenants.CreateAsync("acme");
        return (await client.Tenants.CreateKeyAsync("acme", [KeyScope.Ingest, KeyScope.Search])).Key;
    }

    /// <summary>The others have all its roles: searches recover without it, and then it is started again.</summary>
    private async Task StrikeAsync(SiloProcess victim, Blow blow, SearchLoad searches)
    {
        Assert.True(_cluster!.CanSpare(victim), $"others have the roles {victim.Roles}");
        await victim.StrikeAsync(blow, CancellationToken.None).WithinAsync($"the process of {victim.Roles} to end");
        await WaitForSearchesAsync(searches, $"after {blow} of {victim.Roles}");
        await victim.StartAsync(CancellationToken.None);
    }

    private static async Task WaitForSearchesAsync(SearchLoad searches, string when) => Assert.True(
        await searches.WaitForRecoveryAsync(Stopwatch.GetTimestamp(), SearchesInARow, RecoveryPatience, CancellationToken.None) is not null,
        $"no {SearchesInARow} searches in a row succeeded within {RecoveryPatience.TotalSeconds} s {when}");
}
