using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Triad.Testing.Platform;

/// <summary>The contract's services on a socket of their own, without anything behind them: for the tests of clients.</summary>
public sealed class FakePlatform : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakePlatform(WebApplication app, PlatformScript script)
    {
        _app = app;
        Script = script;
        Address = new Uri(app.Urls.Single());
    }

    public PlatformScript Script { get; }

    public Uri Address { get; }

    /// <summary>Starts a platform, with TLS where a certificate is given.</summary>
    public static async Task<FakePlatform> StartAsync(X509Certificate2? certificate = null)
    {
        var script = new PlatformScript();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        builder.Services.AddSingleton(script);
        builder.Services.AddGrpc(options =>
        {
            options.Interceptors.Add<ScriptInterceptor>();
            options.MaxReceiveMessageSize = 64 * 1024 * 1024;
        });

        var app = builder.Build();
        app.MapGrpcService<FakeTenants>();
        app.MapGrpcService<FakePlans>();
        app.MapGrpcService<FakeGrants>();
        app.MapGrpcService<FakeReceipts>();
        app.MapGrpcService<FakeUsage>();
        app.MapGrpcService<FakeLibrary>();
        app.MapGrpcService<FakeSearch>();
        app.MapGrpcService<FakeAudit>();
        app.MapGrpcService<FakeWebhooks>();
        app.MapGrpcService<FakeHealth>();
        await app.StartAsync();
        return new FakePlatform(app, script);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
