using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Triad.Azure;
using Triad.Core.Catalogs;
using Triad.Core.Rows;
using Triad.Grains;
using Triad.Grains.Ingest;
using Triad.Grains.Roles;
using Triad.Persistence;
using Triad.Testing.Silos;

namespace Triad.Benchmarks.Queue;

/// <summary>The grains of role silo over a store of rows of their own.</summary>
internal sealed class QueueHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _folder;

    private QueueHost(IHost host, string folder) => (_host, _folder) = (host, folder);

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IRowStore Rows => _host.Services.GetRequiredService<IRowStore>();

    public ICatalogStore Catalogs => _host.Services.GetRequiredService<ICatalogStore>();

    /// <param name="account">A storage account; null for SQLite in a folder.</param>
    /// <param name="jobs">Jobs that one partition may hold.</param>
    /// <param name="cancellationToken">The end of the caller's patience.</param>
    public static async Task<QueueHost> StartAsync(string? account, int jobs, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("triad-bench-").FullName;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        if (account is null)
            builder.Services.AddSqliteRows(options => options.DatabasePath = System.IO.Path.Combine(folder, "state.db"));
        else
            builder.Services.AddTriadAzureRows(options => (options.ConnectionString, options.GrainContainer) = (account, $"bench-{Guid.NewGuid():N}"));
        builder.UseOrleans(silo =>
        {
            silo.UseOwnCluster();
            silo.AddMemoryGrainStorage(GrainStorageNames.Grains);
            silo.UseInMemoryReminderService();
            silo.AddTriadGrains(PlatformRoles.Silo);
        });
        builder.Services.Configure<IngestOptions>(options => options.MaxQueuedPerPartition = jobs);
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new QueueHost(host, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
