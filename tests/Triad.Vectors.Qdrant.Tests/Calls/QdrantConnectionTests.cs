using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Vectors.Qdrant.Calls;

namespace Triad.Vectors.Qdrant.Tests.Calls;

/// <summary>TLS and the API key, against a server that only looks at what arrives.</summary>
public sealed class QdrantConnectionTests : IAsyncLifetime
{
    private readonly X509Certificate2 _certificate = SelfSigned();
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"triad-ca-{Guid.NewGuid():N}.pem");
    private readonly List<string?> _keys = [];
    private WebApplication _server = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(_certificate);
        }));
        _server = builder.Build();
        _server.Run(context =>
        {
            _keys.Add(context.Request.Headers["api-key"]);
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = "12";
            return Task.CompletedTask;
        });
        await _server.StartAsync();
        await File.WriteAllTextAsync(_file, _certificate.ExportCertificatePem());
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public async Task Call_ToAServerWithATrustedCertificate_BringsTheKey()
    {
        var version = await VersionAsync(_file);

        // The server has no such call: it was reached.
        Assert.Contains("Unimplemented", version.Error?.Message, StringComparison.Ordinal);
        Assert.Equal(["secret"], _keys);
    }

    [Fact]
    public async Task Call_ToAServerWithAnotherCertificate_SendsNothing()
    {
        var version = await VersionAsync(null);

        Assert.Equal(ErrorReason.Unavailable, version.Error?.Reason);
        Assert.Empty(_keys);
    }

    private async Task<Result<string>> VersionAsync(string? caFile)
    {
        var address = new Uri(_server.Urls.Single());
        await using var fixture = new QdrantIndexFixture(new Uri($"https://localhost:{address.Port}"));
        return await fixture
            .Services(options => (options.ApiKey, options.CaFile, options.MaxRetries) = ("secret", caFile, 0))
            .GetRequiredService<QdrantCalls>()
            .VersionAsync(CancellationToken.None);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
