using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Gateway;
using Triad.Gateway.Calls;
using Triad.Gateway.Tokens;
using Triad.Grains;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Roles;
using Triad.Grains.Usage;
using Triad.Media;
using Triad.Persistence;
using Triad.Testing.Embedding;
using Triad.Testing.Silos;

namespace Triad.Benchmarks.Hosts;

/// <summary>The real gateway over the real grains in this process, with states in memory and a call that does nothing.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private const double QuotaThatNeverBinds = 1e12;

    private readonly WebApplication _app;
    private readonly string _folder;

    private GatewayHost(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.Single());

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>Starts it, with more services where they are given.</summary>
    public static async Task<GatewayHost> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("triad-bench-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(Listen);
        builder.UseOrleans(silo =>
        {
            silo.UseOwnCluster();
            silo.AddMemoryGrainStorage(GrainStorageNames.Grains);
            silo.UseInMemoryReminderService();
            silo.AddTriadGrains(PlatformRoles.Gateway | PlatformRoles.Silo | PlatformRoles.Embed);
        });
        builder.Services.AddSingleton<IModelCatalog>(new HashModelCatalog(new HashEmbedder()));
        builder.Services.AddTriadMedia(options =>
            (options.StoreFolder, options.ScratchFolder) = (System.IO.Path.Combine(folder, "media"), System.IO.Path.Combine(folder, "scratch")));
        builder.Services.AddTriadFolderMediaStore(_ => { });
        builder.Services.AddSqliteRows(options => options.DatabasePath = System.IO.Path.Combine(folder, "state.db"));
        builder.Services.AddTriadEmbedding();
        builder.Services.AddTriadUsageMeter(System.IO.Path.Combine(folder, "usage"));
        builder.Services.AddTriadGateway(builder.Configuration);
        builder.Services.Configure<GatewayOptions>(options => options.UploadJournalFolder = System.IO.Path.Combine(folder, "uploads"));
        builder.Services.AddSingleton(new TokenSigner(new byte[32], TimeProvider.System));
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapTriadGateway();
        app.MapGrpcService<NoopApi>().WithMetadata(new CallRule(CallScopes.Search));
        await app.StartAsync();
        return new GatewayHost(app, folder);
    }

    /// <summary>HTTP/2 on a free port of loopback.</summary>
    public static void Listen(KestrelServerOptions kestrel) =>
        kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);

    /// <summary>Onboards a tenant with a quota that is counted and never reached, and issues a key.</summary>
    public async Task<string> OnboardAsync(string name)
    {
        var tenant = Grains.Tenant(TenantId.From(name));
        var quotas = new TenantQuotas(null, null, null, null, QuotaThatNeverBinds, null);
        var created = await tenant.CreateAsync(new CreateTenant(string.Empty, name, string.Empty, HashEmbedder.Package, quotas), default);
        if (!created.IsOk)
            throw new InvalidOperationException(created.Error.Message);
        var key = await tenant.CreateKeyAsync(new CreateApiKey(string.Empty, name, [Scopes.Search], null), default);
        return key.IsOk ? key.Value.Token : throw new InvalidOperationException(key.Error.Message);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
