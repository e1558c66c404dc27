using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Triad.Azure.KeyVault;

namespace Triad.Azure.Tests.KeyVault;

/// <summary>A key vault on a port of its own, as far as secrets are read: it asks for a token, and answers with versions, refusals and silence.</summary>
internal sealed class SmallVault : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _versions = new();

    private SmallVault(WebApplication app) => _app = app;

    public string? Newest { get; set; }

    /// <summary>What the next requests are answered with, in the place of secrets; null for secrets.</summary>
    public HttpStatusCode? Refusal { get; set; }

    /// <summary>True takes requests and never answers.</summary>
    public bool IsSilent { get; set; }

    public int Requests;

    public string Address => _app.Urls.Single();

    public static async Task<SmallVault> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, port => port.UseHttps(Certificate())));
        var vault = new SmallVault(builder.Build());
        vault._app.Run(vault.AnswerAsync);
        await vault._app.StartAsync();
        return vault;
    }

    public string Set(string value)
    {
        var version = Guid.NewGuid().ToString("n");
        _versions[version] = value;
        return Newest = version;
    }

    public void Remove(string version) => _versions.TryRemove(version, out _);

    /// <summary>A client as the platform makes it, which trusts this vault and has a token of its own.</summary>
    public SecretClient Connect(KeyVaultOptions options)
    {
        options.VaultUri = Address;
        return KeyVaultKeyProvider.Connect(options, new Token(), client =>
        {
            client.DisableChallengeResourceVerification = true;
            client.Retry.Delay = TimeSpan.FromMilliseconds(1);
            client.Retry.Mode = RetryMode.Fixed;
            client.Transport = new HttpClientTransport(new HttpClient(new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
            }));
        });
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref Requests);
        if (IsSilent)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        if (context.Request.Headers.Authorization.Count == 0)
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Bearer authorization=\"https://login.example/tenant\", resource=\"https://vault.azure.net\"";
            return;
        }

        if (Refusal is { } refusal)
        {
            context.Response.StatusCode = (int)refusal;
            return;
        }

        var parts = context.Request.Path.Value!.Trim('/').Split('/');
        var version = parts.Length > 2 ? parts[2] : Newest;
        if (version is null || !_versions.TryGetValue(version, out var value))
        {
            context.Response.StatusCode = 404;
            await context.Response.WriteAsJsonAsync(new { error = new { code = "SecretNotFound", message = "There is none." } });
            return;
        }

        await context.Response.WriteAsJsonAsync(new { value, id = $"{Address}/secrets/{parts[1]}/{version}", attributes = new { enabled = true } });
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class Token : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("a-token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
