using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Triad.Testing.Platform;

namespace Triad.Client.Tests.Calls;

public sealed class TransportTests
{
    [Fact]
    public async Task Tls_TrustedCertificate_Serves()
    {
        using var certificate = SelfSigned();
        await using var platform = await FakePlatform.StartAsync(certificate);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, given, _, _) => given?.GetCertHashString() == certificate.GetCertHashString();
        using var client = new TriadClient(new TriadClientOptions { Address = platform.Address, Handler = handler });

        Assert.True(await client.Health.IsServingAsync());
    }

    [Fact]
    public async Task Tls_UnknownCertificate_IsRefused()
    {
        using var certificate = SelfSigned();
        await using var platform = await FakePlatform.StartAsync(certificate);
        using var client = new TriadClient(new TriadClientOptions { Address = platform.Address, MaxAttempts = 1 });

        await Assert.ThrowsAsync<TriadException>(() => client.Health.IsServingAsync());
    }

    [Fact]
    public async Task Dispose_HandlerOfTheCaller_StaysUsable()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var handler = new SocketsHttpHandler();
        var options = new TriadClientOptions { Address = platform.Address, Handler = handler };
        using (var first = new TriadClient(options))
            await first.Health.IsServingAsync();

        using var second = new TriadClient(options);

        Assert.True(await second.Health.IsServingAsync());
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
