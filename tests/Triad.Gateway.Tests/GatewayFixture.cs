using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Triad.Core.Audit;
using Triad.Core.Media;
using Triad.Core.Usage.Metering;
using Triad.Gateway.Audit;
using Triad.Gateway.Health;
using Triad.Gateway.Tests.Doubles;
using Triad.Gateway.Tokens;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Searches;
using Triad.Testing.Usage;

namespace Triad.Gateway.Tests;

/// <summary>The gateway on a real socket over doubles of grains and media store.</summary>
internal sealed class GatewayFixture : IAsyncDisposable
{
    /// <summary>How long a test waits for what must happen.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;

    private readonly string _folder;

    private GatewayFixture(WebApplication app, string folder, GrainWorld world, FakeTimeProvider time, MediaStoreDouble media, LogDouble log, GrpcChannel channel)
    {
        (_app, _folder) = (app, folder);
        (World, Time, Media, Log, Channel) = (world, time, media, log, channel);
        world.AddTenant("acme");
        world.AddTenant("rival");
        OperatorKey = world.AddKey("", Scopes.Operator);
        AcmeKey = world.AddKey("acme", Scopes.Ingest, Scopes.Search);
        RivalKey = world.AddKey("rival", Scopes.Ingest, Scopes.Search);
    }

    public GrainWorld World { get; }

    public FakeTimeProvider Time { get; }

    public MediaStoreDouble Media { get; }

    public LogDouble Log { get; }

    public GrpcChannel Channel { get; }

    public string OperatorKey { get; }

    public string AcmeKey { get; }

    public string RivalKey { get; }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public HealthBoard Board => _app.Services.GetRequiredService<HealthBoard>();

    public V1.TenantService.TenantServiceClient Tenants => new(Channel);

    public V1.LibraryService.LibraryServiceClient Library => new(Channel);

    public V1.HoldService.HoldServiceClient Holds => new(Channel);

    public V1.GrantService.GrantServiceClient Grants => new(Channel);

    public V1.WebhookService.WebhookServiceClient Webhooks => new(Channel);

    public V1.SearchService.SearchServiceClient Search => new(Channel);

    public V1.AuditService.AuditServiceClient Audit => new(Channel);

    public AuditStoreDouble AuditStore => Service<AuditStoreDouble>();

    public V1.UsageService.UsageServiceClient Usage => new(Channel);

    public MeterDouble Meter => Service<MeterDouble>();

    /// <summary>The uploads on their way.</summary>
    public string[] JournalFiles => Directory.Exists(_folder) ? Directory.GetFiles(_folder) : [];

    public static async Task<GatewayFixture> StartAsync(
        Action<GatewayOptions>? configure = null,
        MediaStoreDouble? store = null,
        Action<string>? prepare = null,
        Action<GrainWorld>? arrange = null,
        FakeTimeProvider? clock = null,
        Action<AuditOptions>? audit = null)
    {
        var time = clock ?? new FakeTimeProvider();
        var world = new GrainWorld(time);
        arrange?.Invoke(world);
        var media = store ?? new MediaStoreDouble();
        var folder = Directory.CreateTempSubdirectory("triad-gateway-").FullName;
        prepare?.Invoke(folder);
        var log = new LogDouble();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(GrainFactoryDouble.Over(world));
        builder.Services.AddSingleton<IEmbedRouter>(new EmbedRouterDouble(world));
        builder.Services.AddSingleton<IMediaStore>(media);
        builder.Services.AddSingleton<MeterDouble>();
        builder.Services.AddSingleton<IUsageMeter>(provider => provider.GetRequiredService<MeterDouble>());
        builder.Services.AddSingleton<ICaptionReader, CaptionReaderDouble>();
        builder.Services.AddSingleton(new TokenSigner(new byte[32], time));
        builder.Services.AddSingleton<AuditStoreDouble>();
        builder.Services.AddSingleton<IAuditStore>(provider => provider.GetRequiredService<AuditStoreDouble>());
        builder.Services.AddTriadGateway(builder.Configuration);
        builder.Services.Configure<AuditOptions>(options => audit?.Invoke(options));
        builder.Services.Configure<GatewayOptions>(options => options.UploadJournalFolder = folder);
        if (configure is not null)
            builder.Services.Configure(configure);
        var app = builder.Build();
        app.MapTriadGateway();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new GatewayFixture(app, folder, world, time, media, log, GrpcChannel.ForAddress(address));
    }

    /// <summary>The header that presents a key.</summary>
    public static Grpc.Core.Metadata As(string key) => new() { { "authorization", $"Bearer {key}" } };

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        Assert.Empty(Log.UnexpectedErrors);
    }
}
