using System.Net;
using Triad.Client;
using Triad.Testing.Certificates;

namespace Triad.EndToEnd.Tests.Edge;

public sealed class TlsTests : IDisposable
{
    private const string Loopback = "https://127.0.0.1:0";

    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Server_WithACertificate_ServesWhoTrustsItsAuthority(bool keyInside)
    {
        await using var server = await ServerProcess.StartAtAsync(Loopback, _authority.Settings(IPAddress.Loopback, keyInside));
        var key = await File.ReadAllTextAsync(Path.Combine(server.Data, "operator.key"));
        using var client = Connect(server, _authority.RootFile, key.Trim());

        await client.Tenants.CreateAsync("acme");

        Assert.Equal("acme", (await client.Tenants.GetAsync("acme")).Id);
        Assert.Equal("https", server.Address.Scheme);
    }

    [Fact]
    public async Task Client_ThatDoesNotTrustTheAuthority_SendsNothing()
    {
        await using var server = await ServerProcess.StartAtAsync(Loopback, _authority.Settings(IPAddress.Loopback));
        using var other = new TestAuthority();

        foreach (var file in new[] { null, other.RootFile })
        {
            using var client = Connect(server, file, null);
            var failure = await Assert.ThrowsAsync<TriadException>(() => client.Health.IsServingAsync());
            Assert.Contains("certificate", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Client_OfAServerWithTheNameOfAnother_SendsNothing()
    {
        await using var server = await ServerProcess.StartAtAsync(Loopback, _authority.Settings(IPAddress.Parse("192.0.2.1")));
        using var client = Connect(server, _authority.RootFile, null);

        var failure = await Assert.ThrowsAsync<TriadException>(() => client.Health.IsServingAsync());

        Assert.Contains("RemoteCertificateNameMismatch", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tool_ToldTheAuthority_ReachesTheServer()
    {
        await using var server = await ServerProcess.StartAtAsync(Loopback, _authority.Settings(IPAddress.Loopback));

        Assert.Equal(0, (await Tool.RunAsync("status", "--address", server.Address.ToString(), "--ca", _authority.RootFile)).Code);
        Assert.Equal(1, (await Tool.RunAsync("status", "--address", server.Address.ToString())).Code);
        Assert.Equal(2, (await Tool.RunAsync("status", "--address", server.Address.ToString(), "--ca", "/nowhere.pem")).Code);
    }

    [Fact]
    public async Task Server_WithTls_DoesNotSpeakPlaintext()
    {
        await using var server = await ServerProcess.StartAtAsync(Loopback, _authority.Settings(IPAddress.Loopback));
        using var client = new TriadClient(new TriadClientOptions
        {
            Address = new Uri($"http://127.0.0.1:{server.Address.Port}"),
            MaxAttempts = 1,
        });

        await Assert.ThrowsAsync<TriadException>(() => client.Health.IsServingAsync());
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "would serve plaintext beyond this machine", "Triad:Server:AllowPlaintext=true")]
    [InlineData("http://[::]:0", "would serve plaintext beyond this machine", "Triad:Server:CertificatePath")]
    [InlineData("https://127.0.0.1:0", "needs a certificate", "Triad:Server:CertificatePath")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0", "would serve plaintext beyond this machine", "http://0.0.0.0:0")]
    public async Task Server_ThatWouldBeOpen_DoesNotStart(string urls, string problem, string remedy)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAtAsync(urls));

        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ToldThatTheNetworkEncrypts_ServesPlaintextEverywhere()
    {
        await using var server = await ServerProcess.StartAtAsync("http://0.0.0.0:0", "--set", "Triad:Server:AllowPlaintext=true");
        using var client = new TriadClient(new TriadClientOptions { Address = new Uri($"http://127.0.0.1:{server.Address.Port}") });

        Assert.True(await client.Health.IsServingAsync());
    }

    [Fact]
    public async Task Server_WithFilesThatAreNoCertificate_SaysWhich()
    {
        var text = _authority.Write("text.pem", "no certificate");
        string[][] wrong =
        [
            ["--set", $"Triad:Server:CertificatePath={text}"],
            ["--set", $"Triad:Server:CertificatePath={_authority.RootFile}", "--set", $"Triad:Server:CertificateKeyPath={text}"],
            ["--set", "Triad:Server:CertificatePath=/nowhere.pem"],
        ];
        foreach (var settings in wrong)
        {
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAtAsync(Loopback, settings));

            Assert.Contains(settings[1].Split('=')[1], failure.Message, StringComparison.Ordinal);
            Assert.Contains("PEM file", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", failure.Message, StringComparison.Ordinal);
        }
    }

    private static TriadClient Connect(ServerProcess server, string? authority, string? key) => new(new TriadClientOptions
    {
        Address = server.Address,
        ApiKey = key,
        CertificateAuthorityFile = authority,
        MaxAttempts = 1,
    });
}
