using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Triad.Server.Certificates;
using Triad.Server.Hosting;
using Triad.Testing.Certificates;

namespace Triad.Server.Tests.Certificates;

/// <summary>Certificates that are renewed while a process runs, over real connections.</summary>
public sealed class RenewedCertificateTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _stranger = new();

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public async Task TwoOfOneAuthority_Connect_KnowOneAnother()
    {
        var (one, other) = (CreateSut(_authority, "one"), CreateSut(_authority, "other"));

        var (shownByServer, shownByClient) = await ConnectAsync(one, other);

        Assert.Equal(one.Current.Leaf.Thumbprint, shownByServer);
        Assert.Equal(other.Current.Leaf.Thumbprint, shownByClient);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OneOfAnotherAuthority_Connects_IsRefused(bool isServer)
    {
        var (ours, foreign) = (CreateSut(_authority, "one"), CreateSut(_stranger, "one"));

        await Assert.ThrowsAnyAsync<Exception>(() => isServer ? ConnectAsync(foreign, ours) : ConnectAsync(ours, foreign));
    }

    [Fact]
    public async Task ChangedFiles_Renewed_AreShownByNewConnections()
    {
        var (sut, other) = (CreateSut(_authority, "one"), CreateSut(_authority, "other"));
        var before = sut.Current.Leaf.Thumbprint;
        Assert.Equal((false, null), sut.Renew());
        Change("one");

        var (isNew, problem) = sut.Renew();

        Assert.True(isNew, problem);
        Assert.NotEqual(before, sut.Current.Leaf.Thumbprint);
        Assert.Equal(sut.Current.Leaf.Thumbprint, (await ConnectAsync(sut, other)).ByServer);
    }

    [Fact]
    public void BrokenFiles_Renewed_LeaveTheOneOfBefore()
    {
        var sut = CreateSut(_authority, "one");
        var before = sut.Current;
        File.SetLastWriteTimeUtc(_authority.Write("one.pem", "half a file"), Later());

        var (isNew, problem) = sut.Renew();

        Assert.False(isNew);
        Assert.Contains("one.pem", problem, StringComparison.Ordinal);
        Assert.Same(before, sut.Current);
        Change("one");
        Assert.True(sut.Renew().IsNew);
    }

    [Fact]
    public void CertificateThatHasRunOut_Loaded_IsRefusedWithTheTime()
    {
        var files = FilesOf(_authority, "one");
        var late = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(30));

        var refused = Assert.Throws<StartException>(() => new RenewedCertificate(files, late));

        Assert.Contains("Test:CertificatePath", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Renew the certificate", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("certificate")]
    [InlineData("authorities")]
    public void MissingFile_Loaded_IsRefused(string what)
    {
        var files = FilesOf(_authority, "one");
        files = what == "certificate" ? files with { Certificate = "/nowhere.pem" } : files with { Authorities = "/nowhere.pem" };

        var refused = Assert.Throws<StartException>(() => new RenewedCertificate(files, TimeProvider.System));

        Assert.Contains("/nowhere.pem", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileWithoutAuthorities_Loaded_IsRefused()
    {
        var files = FilesOf(_authority, "one") with { Authorities = _authority.Write("empty.pem", "nothing") };

        var refused = Assert.Throws<StartException>(() => new RenewedCertificate(files, TimeProvider.System));

        Assert.Contains("Test:CaPath", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Watch_Looks_TakesWhatIsNew()
    {
        var sut = CreateSut(_authority, "one");
        using var watch = new CertificateWatch(TimeProvider.System, NullLogger<CertificateWatch>.Instance);
        watch.Add(sut);
        var before = sut.Current;
        Change("one");

        watch.Look();

        Assert.NotSame(before, sut.Current);
    }

    private static DateTime Later() => TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1);

    private void Change(string name) => File.SetLastWriteTimeUtc(_authority.Issue(name, IPAddress.Loopback).Certificate, Later());

    private static CertificateFiles FilesOf(TestAuthority authority, string name)
    {
        var (certificate, key) = authority.Issue(name, IPAddress.Loopback);
        return new CertificateFiles("Test:CertificatePath", certificate, key, "Test:CaPath", authority.RootFile);
    }

    private static RenewedCertificate CreateSut(TestAuthority authority, string name) => new(FilesOf(authority, name), TimeProvider.System);

    private static async Task<(string ByServer, string ByClient)> ConnectAsync(RenewedCertificate server, RenewedCertificate client)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var outgoing = new TcpClient();
        var accepting = listener.AcceptTcpClientAsync();
        await outgoing.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var incoming = await accepting;
        await using var served = new SslStream(incoming.GetStream());
        await using var asked = new SslStream(outgoing.GetStream());
        var serving = served.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = server.Current.Context,
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, shown, chain, _) => server.Current.Trusts(shown, chain),
        });
        try
        {
            await asked.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "any",
                ClientCertificateContext = client.Current.Context,
                RemoteCertificateValidationCallback = (_, shown, chain, _) => client.Current.Trusts(shown, chain),
            });
        }
        catch (AuthenticationException)
        {
            outgoing.Close();
            throw;
        }
        finally
        {
            await serving;
        }

        return (Thumbprint(asked.RemoteCertificate), Thumbprint(served.RemoteCertificate));
    }

    private static string Thumbprint(X509Certificate? certificate) => certificate!.GetCertHashString();
}
