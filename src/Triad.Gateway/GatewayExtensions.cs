using Google.Protobuf.Reflection;
using Grpc.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Audit;
using Triad.Core.Erasure;
using Triad.Gateway.Audit;
using Triad.Gateway.Authentication;
using Triad.Gateway.Authentication.Oidc;
using Triad.Gateway.Authentication.Tokens;
using Triad.Gateway.Bootstrap;
using Triad.Gateway.Calls;
using Triad.Gateway.Erasure;
using Triad.Gateway.Errors;
using Triad.Gateway.Grants;
using Triad.Gateway.Health;
using Triad.Gateway.Holds;
using Triad.Gateway.Library;
using Triad.Gateway.Limits;
using Triad.Gateway.Listeners;
using Triad.Gateway.Plans;
using Triad.Gateway.Quotas;
using Triad.Gateway.Requests;
using Triad.Gateway.Scaling;
using Triad.Gateway.Search;
using Triad.Gateway.Tenants;
using Triad.Gateway.Tokens;
using Triad.Gateway.Usage;
using Triad.Gateway.Webhooks;

namespace Triad.Gateway;

/// <summary>Puts the gateway into a host.</summary>
public static class GatewayExtensions
{
    /// <summary>Adds the health service alone, for a process that serves no clients.</summary>
    public static IServiceCollection AddTriadHealth(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => new HealthBoard(servesApi: false));
        services.AddGrpc();
        return services;
    }

    /// <summary>Maps the health service alone.</summary>
    public static WebApplication MapTriadHealth(this WebApplication app)
    {
        app.UseMiddleware<ListenerGate>();
        app.MapHealth();
        return app;
    }

    private static void MapHealth(this WebApplication app)
    {
        app.MapGrpcService<HealthApi>().ServedAt(ListenerKinds.Api | ListenerKinds.Health);
        app.MapGet(HealthPage.Path, HealthPage.Write).ServedAt(ListenerKinds.Api | ListenerKinds.Health);
    }

    /// <summary>
    /// Adds the gateway's services. The host adds a <see cref="TokenSigner"/>, a grain factory, a media store, a caption reader and a meter of usage, and a
    /// <see cref="BootstrapGate"/> where somebody may make the first operator's key.
    /// </summary>
    /// <param name="services">Where to add.</param>
    /// <param name="configuration">The whole configuration; see <see cref="GatewayOptions.Section"/>.</param>
    public static IServiceCollection AddTriadGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        services.AddOptions<GatewayOptions>().Bind(configuration.GetSection(GatewayOptions.Section)).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton(new BootstrapGate(null));
        services.TryAddSingleton(_ => new HealthBoard());
        services.AddSingleton<GatewayInstruments>();
        services.AddSingleton<FaultPolicy>();
        services.AddSingleton<KeyAuthenticator>();
        services.AddSingleton<TenantDoor>();
        services.AddSingleton<KeyUses>();
        services.AddSingleton<KeyUseReport>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyUseReport>());
        services.AddSingleton<TokenLifetime>();
        services.AddSingleton<BoundClaims>();
        services.AddSingleton<BoundTokens>();
        services.AddSingleton<TokenAuthenticator>();
        services.AddTriadOidc();
        services.AddSingleton<StoredParts>();
        services.AddSingleton<PageTokens>();
        services.AddSingleton<Watermarks>();
        services.AddSingleton<TenantResolver>();
        services.AddSingleton<QuotaDesk>();
        services.AddAudit(configuration);
        services.AddSingleton<TenantDirectory>();
        services.AddSingleton<ApiKeyDesk>();
        services.AddSingleton<ApiKeyRequestReader>();
        services.AddSingleton<ModelChangeDesk>();
        services.AddSingleton<TenantErasureDesk>();
        services.AddSingleton<GrantInvitations>();
        services.AddSingleton<GrantRequestReader>();
        services.AddSingleton<ReceivedGrants>();
        services.AddSingleton<PublicKeys>();
        services.AddSingleton<UsageDesk>();
        services.AddSingleton<UsageComparison>();
        services.AddSingleton<SentMeter>();
        services.AddSingleton<UploadHeaderReader>();
        services.AddSingleton<UploadJournal>();
        services.AddSingleton<UploadBlobs>();
        services.AddSingleton<IUploadLeftovers, UploadLeftovers>();
        services.AddSingleton<UploadDesk>();
        services.AddHostedService<UploadSweep>();
        services.AddSingleton<VideoCatalog>();
        services.AddSingleton<VideoMapping>();
        services.AddSingleton<VideoWatch>();
        services.AddSingleton<SearchRequestReader>();
        services.AddSingleton<BacklogReader>();
        services.AddTriadReflection();
        // It takes a message that it cannot read for a failure of ours; those are logged where they happen.
        services.AddLogging(logging => logging.AddFilter("Grpc.AspNetCore.Server.ServerCallHandler", LogLevel.None));
        services.AddGrpc(grpc =>
        {
            grpc.Interceptors.Add<AuditInterceptor>();
            grpc.Interceptors.Add<CallInterceptor>();
            grpc.Interceptors.Add<CallerWatchInterceptor>();
        });
        services.AddSingleton<AuditInterceptor>();
        services.AddSingleton<CallInterceptor>();
        services.AddSingleton<CallerWatchInterceptor>();
        services.AddOptions<Grpc.AspNetCore.Server.GrpcServiceOptions>().Configure<IOptions<GatewayOptions>>((grpc, gateway) =>
            grpc.MaxReceiveMessageSize = (int)gateway.Value.Limits.MaxMessageBytes);
        return services;
    }

    /// <summary>Maps the gateway's gRPC services.</summary>
    public static WebApplication MapTriadGateway(this WebApplication app)
    {
        app.OmitAuthenticationMiddleware();
        app.UseMiddleware<ListenerGate>();
        app.UseTrustedProxies();
        app.UseMiddleware<DashboardGate>();
        app.UseMiddleware<UnreadableMessageNotice>();
        app.UseMiddleware<MessageLimitNotice>();
        app.UseMiddleware<CallGate>();
        app.MapGrpcService<TenantApi>();
        app.MapGrpcService<PlanApi>();
        app.MapGrpcService<UsageApi>();
        app.MapGrpcService<LibraryApi>();
        app.MapGrpcService<SearchApi>();
        app.MapGrpcService<ReceiptApi>();
        app.MapGrpcService<HoldApi>();
        app.MapGrpcService<GrantApi>();
        app.MapGrpcService<WebhookApi>();
        app.MapGrpcService<BootstrapApi>();
        app.MapGrpcService<AuditApi>();
        app.MapHealth();
        app.MapGrpcService<ScalerApi>().ServedAt(ListenerKinds.Scaler).WithMetadata(ScalerApi.Rule);
        app.MapGet(PublicKeys.Path, app.Services.GetRequiredService<PublicKeys>().WriteAsync);
        if (app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.Reflection ?? app.Environment.IsDevelopment())
            app.MapGrpcReflectionService();

        return app;
    }

    // Without a store there is no log: the host brings one.
    private static void AddAudit(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>();
        services.AddOptions<AuditOptions>().Bind(configuration.GetSection(AuditOptions.Section)).ValidateOnStart();
        services.AddSingleton(provider => new AuditLog(
            provider.GetRequiredService<IOptions<AuditOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AuditLog>>(),
            provider.GetService<IAuditStore>() is null ? null : ActivatorUtilities.CreateInstance<AuditWriter>(provider)));
        services.AddHostedService(provider => provider.GetRequiredService<AuditLog>());
        services.AddSingleton<AuditTrail>();
    }

    // The package's own list has the mapped services alone: the messages in which errors come belong to no call.
    private static void AddTriadReflection(this IServiceCollection services)
    {
        var names = Announced.SelectMany(file => file.Services).Select(service => service.FullName).Order(StringComparer.Ordinal).ToList();
        var symbols = SymbolRegistry.FromFiles(Announced);
        services.AddSingleton(new ReflectionServiceImpl(names, symbols));
        services.AddSingleton(new ReflectionV1ServiceImpl(names, symbols));
        services.AddGrpcReflection();
    }

    /// <summary>What reflection tells of: the services, and the messages in which errors come.</summary>
    internal static IReadOnlyList<FileDescriptor> Announced { get; } =
    [
        V1.TenantServiceReflection.Descriptor,
        V1.PlanServiceReflection.Descriptor,
        V1.UsageServiceReflection.Descriptor,
        V1.LibraryServiceReflection.Descriptor,
        V1.SearchServiceReflection.Descriptor,
        V1.ReceiptServiceReflection.Descriptor,
        V1.HoldServiceReflection.Descriptor,
        V1.GrantServiceReflection.Descriptor,
        V1.WebhookServiceReflection.Descriptor,
        V1.BootstrapServiceReflection.Descriptor,
        V1.AuditServiceReflection.Descriptor,
        V1.ErrorsReflection.Descriptor,
        Google.Rpc.StatusReflection.Descriptor,
        Google.Rpc.ErrorDetailsReflection.Descriptor,
        Grpc.Health.V1.HealthReflection.Descriptor,
        Grpc.Reflection.V1.ReflectionReflection.Descriptor,
        Grpc.Reflection.V1Alpha.ReflectionReflection.Descriptor,
    ];
}
