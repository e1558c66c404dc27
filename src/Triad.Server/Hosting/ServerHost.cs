using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Triad.Gateway;
using Triad.Gateway.Tokens;
using Triad.Grains;
using Triad.Inference.Hosting;
using Triad.Media;
using Triad.Persistence;
using Triad.Server.Data;
using Triad.Server.Edge;
using Triad.Server.Telemetry;
using Triad.Vectors;

namespace Triad.Server.Hosting;

/// <summary>Puts the parts of the platform together: one process with all roles over the embedded defaults.</summary>
internal static class ServerHost
{
    public static WebApplication Build(ServerLaunch launch)
    {
        var data = DataFolder.Open(launch.DataFolder);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environments.Production,
        });
        builder.Configuration.AddLaunch(launch);
        builder.Services.AddSingleton(data);
        builder.Services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ServerOptions>, ServerOptionsValidator>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddTriadTelemetry(builder.Configuration);

        AddEmbedded(builder, data, launch);
        builder.Services.AddSingleton(provider => new TokenSigner(data.TokenKey(), provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddTriadGateway(builder.Configuration);
        builder.Services.Configure<GatewayOptions>(options => options.UploadJournalFolder = data.Uploads);
        builder.Services.AddHostedService<FirstOperatorKey>();
        builder.Services.AddHostedService<StartReport>();
        builder.WebHost.UseTriadEdge(launch.Urls);

        var app = builder.Build();
        app.MapTriadGateway();
        return app;
    }

    /// <summary>The embedded defaults: SQLite, folders, exact vectors, models on this machine.</summary>
    private static void AddEmbedded(WebApplicationBuilder builder, DataFolder data, ServerLaunch launch)
    {
        builder.Services.AddTriadInference(options => options.ModelsFolder = launch.ModelsFolder);
        builder.Services.Configure<MediaOptions>(builder.Configuration.GetSection(MediaOptions.Section));
        builder.Services.AddTriadMedia(options =>
        {
            options.StoreFolder = data.Media;
            options.ScratchFolder = data.Scratch;
            options.SharedFolders = false; // The data directory is this process's alone.
        });
        builder.Services.AddTriadFolderMediaStore();
        builder.Services.AddEmbeddedVectorIndex(options => options.Folder = data.Vectors);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.AddSqliteGrainStorage(GrainStorageNames.Grains, options => options.DatabasePath = data.StateDatabase);
            silo.UseSqliteReminders(options => options.DatabasePath = data.StateDatabase);
            silo.AddTriadGrains();
        });
        builder.Services.AddTriadEmbedding();
        builder.Services.AddTriadIngestHost();
    }
}
