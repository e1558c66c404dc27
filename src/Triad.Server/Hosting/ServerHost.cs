using Microsoft.Extensions.Options;
using Orleans.Dashboard;
using Orleans.Hosting;
using Triad.Core.Audit;
using Triad.Core.Erasure;
using Triad.Gateway;
using Triad.Gateway.Health;
using Triad.Gateway.Listeners;
using Triad.Gateway.Tokens;
using Triad.Grains;
using Triad.Grains.Roles;
using Triad.Grains.Usage;
using Triad.Inference.Hosting;
using Triad.Media;
using Triad.Media.Fetching;
using Triad.Server.Bootstrap;
using Triad.Server.Certificates;
using Triad.Server.Cluster;
using Triad.Server.Data;
using Triad.Server.Edge;
using Triad.Server.Receipts;
using Triad.Server.Roles;
using Triad.Server.Telemetry;

namespace Triad.Server.Hosting;

/// <summary>Puts the parts of the platform together that the process's roles need, over the embedded defaults.</summary>
internal static class ServerHost
{
    // Longer than a call between silos may take: by then nobody is still taking on an upload of a process that has ended.
    private const double UploadSweepDelaySeconds = 60;

    public static WebApplication Build(ServerLaunch launch)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environments.Production,
        });
        builder.Configuration.AddLaunch(launch);
        var composition = ServerComposition.Read(builder.Configuration);
        BusyPorts.Refuse(launch.Urls);
        if (composition.IsClustered)
            BusyPorts.Refuse($"{TriadClusterOptions.Section}:{nameof(TriadClusterOptions.SiloPort)}", composition.Cluster.SiloAddress, composition.Cluster.SiloPort);
        var roles = composition.Roles;
        var data = DataFolder.Open(
            launch.DataFolder, composition.IsClustered ? composition.Cluster.ClusterId : null, sweepsUploads: roles.HasFlag(PlatformRoles.Gateway));
        var storage = StorageOptions.Read(builder.Configuration);
        AddProcess(builder, composition, storage, data);

        builder.Services.Configure<MediaOptions>(builder.Configuration.GetSection(MediaOptions.Section));
        builder.Services.Configure<MediaOptions>(options =>
        {
            options.StoreFolder = data.Media;
            options.ScratchFolder = data.Scratch;
            options.SharedFolders = data.IsShared;
        });
        builder.Services.AddTriadMediaStorage(storage, data);
        builder.Services.AddTriadEncryption(storage, data, builder.Configuration);
        builder.Services.AddTriadGrainStorage(storage, data);
        if (roles.HasFlag(PlatformRoles.Silo))
            builder.Services.AddTriadUsageExport(builder.Configuration);
        builder.Services.AddTriadFetching();
        builder.Services.AddTriadVectorStorage(storage, roles, data, builder.Configuration);
        AddSilo(builder, composition, data, composition.HasDashboard || ServesDashboard(launch));
        builder.Services.AddTriadDataKeys(roles);
        if (roles.HasFlag(PlatformRoles.Silo))
        {
            builder.Services.AddTriadReceipts();
            builder.Services.AddSingleton<IErasableStore, AuditErasure>();
        }

        if (roles.HasFlag(PlatformRoles.Embed))
            AddEmbed(builder, launch);
        if (roles.HasFlag(PlatformRoles.Gateway))
            AddGateway(builder, storage, data);
        else
            builder.Services.AddTriadHealth();
        if (roles.HasFlag(PlatformRoles.Embed) || roles.HasFlag(PlatformRoles.Gateway))
            builder.Services.AddTriadUsageMeter(data.Usage, data.AbandonedUsage);
        builder.Services.AddHostedService<StartReport>();
        builder.WebHost.UseTriadEdge(launch.Urls);

        var app = builder.Build();
        _ = app.Services.GetRequiredService<DataFolder>(); // Made first, so that it is let go of last.
        if (roles.HasFlag(PlatformRoles.Gateway))
            app.MapTriadGateway();
        else
            app.MapTriadHealth();
        if (roles.HasFlag(PlatformRoles.Gateway) && ServesDashboard(launch))
            app.MapOrleansDashboard().ServedAt(ListenerKinds.Dashboard);
        return app;
    }

    private static void AddProcess(WebApplicationBuilder builder, ServerComposition composition, StorageOptions storage, DataFolder data)
    {
        builder.Services.AddSingleton(_ => data);
        builder.Services.AddSingleton(composition);
        builder.Services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ServerOptions>, ServerOptionsValidator>();
        builder.Services.AddOptions<TriadClusterOptions>().BindConfiguration(TriadClusterOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<TriadClusterOptions>, TriadClusterOptionsValidator>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddTriadTelemetry(builder.Configuration);
        builder.Services.AddSingleton(provider => new RoleReadiness(
            composition.Roles,
            storage.Vectors == VectorStorageKind.Embedded ? [] : [IndexWatch.Need],
            provider.GetRequiredService<HealthBoard>(),
            provider.GetRequiredService<IHostApplicationLifetime>()));
    }

    private static bool ServesDashboard(ServerLaunch launch) => EdgeUrl.ParseAll(launch.Urls).Any(url => url.Kind == ListenerKinds.Dashboard);

    /// <summary>Every process is a silo, and every silo rings its part of the reminders; only those of role silo have grains with state.</summary>
    private static void AddSilo(WebApplicationBuilder builder, ServerComposition composition, DataFolder data, bool hasDashboard)
    {
        var certificate = SiloTls.FilesOf(composition.Cluster) is { } files ? new RenewedCertificate(files, TimeProvider.System) : null;
        builder.Services.AddSingleton(provider =>
        {
            var watch = ActivatorUtilities.CreateInstance<CertificateWatch>(provider);
            if (certificate is not null)
                watch.Add(certificate);
            return watch;
        });
        builder.Services.AddHostedService(provider => provider.GetRequiredService<CertificateWatch>());
        try
        {
            builder.UseOrleans(silo =>
            {
                silo.UseTriadCluster(composition.Cluster, certificate, data.StateDatabase);
                if (composition.IsTraced)
                    silo.AddTriadTracing();
                silo.AddTriadGrains(composition.Roles);
                if (hasDashboard)
                    silo.AddDashboard();
            });
        }
        catch (InvalidOperationException problem)
        {
            throw new StartException($"The section Orleans of the configuration cannot be used: {problem.Message}", problem);
        }
    }

    private static void AddEmbed(WebApplicationBuilder builder, ServerLaunch launch)
    {
        builder.Services.AddTriadInference(options => options.ModelsFolder = launch.ModelsFolder);
        builder.Services.AddTriadMedia();
        builder.Services.AddTriadEmbedding();
        builder.Services.AddTriadIngestHost();
        builder.Services.AddHostedService<ModelLoading>();
    }

    private static void AddGateway(WebApplicationBuilder builder, StorageOptions storage, DataFolder data)
    {
        builder.Services.AddTriadAuditStorage(storage, data);
        builder.Services.AddTriadCaptions();
        builder.Services.AddSingleton(provider => new TokenSigner(data.TokenKey(), provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddTriadGateway(builder.Configuration);
        builder.Services.Configure<GatewayOptions>(options =>
        {
            options.UploadJournalFolder = data.Uploads;
            options.AbandonedJournalFolders = data.AbandonedUploads;
            options.UploadSweepDelaySeconds = data.IsShared ? UploadSweepDelaySeconds : 0;
        });
        builder.Services.AddTriadBootstrap();
        builder.Services.AddHostedService<ClusterWatch>();
    }
}
