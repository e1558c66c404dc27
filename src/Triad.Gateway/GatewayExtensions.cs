using Google.Protobuf.Reflection;
using Grpc.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Gateway.Authentication;
using Triad.Gateway.Bootstrap;
using Triad.Gateway.Calls;
using Triad.Gateway.Errors;
using Triad.Gateway.Health;
using Triad.Gateway.Library;
using Triad.Gateway.Limits;
using Triad.Gateway.Quotas;
using Triad.Gateway.Requests;
using Triad.Gateway.Search;
using Triad.Gateway.Tenants;
using Triad.Gateway.Tokens;

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
        app.MapGrpcService<HealthApi>();
        return app;
    }

    /// <summary>
    /// Adds the gateway's services. The host adds a <see cref="TokenSigner"/>, a grain factory, a media store and a caption reader, and a
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
        services.AddSingleton<PageTokens>();
        services.AddSingleton<Watermarks>();
        services.AddSingleton<TenantResolver>();
        services.AddSingleton<QueryQuotas>();
        services.AddSingleton<TenantDirectory>();
        services.AddSingleton<ApiKeyDesk>();
        services.AddSingleton<UploadHeaderReader>();
        services.AddSingleton<UploadJournal>();
        services.AddSingleton<UploadBlobs>();
        services.AddSingleton<UploadDesk>();
        services.AddHostedService<UploadSweep>();
        services.AddSingleton<VideoCatalog>();
        services.AddSingleton<VideoMapping>();
        services.AddSingleton<VideoWatch>();
        services.AddSingleton<SearchRequestReader>();
        services.AddTriadReflection();
        // It takes a message that it cannot read for a failure of ours; those are logged where they happen.
        services.AddLogging(logging => logging.AddFilter("Grpc.AspNetCore.Server.ServerCallHandler", LogLevel.None));
        services.AddGrpc(grpc => grpc.Interceptors.Add<CallInterceptor>());
        services.AddSingleton<CallInterceptor>();
        services.AddOptions<Grpc.AspNetCore.Server.GrpcServiceOptions>().Configure<IOptions<GatewayOptions>>((grpc, gateway) =>
            grpc.MaxReceiveMessageSize = (int)gateway.Value.Limits.MaxMessageBytes);
        return services;
    }

    /// <summary>Maps the gateway's gRPC services.</summary>
    public static WebApplication MapTriadGateway(this WebApplication app)
    {
        app.UseMiddleware<UnreadableMessageNotice>();
        app.UseMiddleware<MessageLimitNotice>();
        app.UseMiddleware<CallGate>();
        app.MapGrpcService<TenantApi>();
        app.MapGrpcService<LibraryApi>();
        app.MapGrpcService<SearchApi>();
        app.MapGrpcService<BootstrapApi>();
        app.MapGrpcService<HealthApi>();
        if (app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.Reflection ?? app.Environment.IsDevelopment())
            app.MapGrpcReflectionService();

        return app;
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
        V1.LibraryServiceReflection.Descriptor,
        V1.SearchServiceReflection.Descriptor,
        V1.BootstrapServiceReflection.Descriptor,
        V1.ErrorsReflection.Descriptor,
        Google.Rpc.StatusReflection.Descriptor,
        Google.Rpc.ErrorDetailsReflection.Descriptor,
        Grpc.Health.V1.HealthReflection.Descriptor,
        Grpc.Reflection.V1.ReflectionReflection.Descriptor,
        Grpc.Reflection.V1Alpha.ReflectionReflection.Descriptor,
    ];
}
