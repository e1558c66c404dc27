using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Triad.Core.Identity;
using Triad.Grains;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Roles;
using Triad.Grains.Tenants;
using Triad.Persistence;
using Triad.Testing.Silos;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Tenants;

/// <summary>Writes tenants into a data directory as their grains would, past the grains: a hundred thousand calls would take an hour.</summary>
internal static class RegisteredTenants
{
    private const string TenantStates = "tenant";
    private const string DirectoryStates = "tenant-directory";
    private const string ServiceOfServers = "dev";
    private const int Parallel = 256;

    /// <summary>Adds so many tenants, in the image of one that is there.</summary>
    public static async Task AddAsync(string data, int count, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSqliteGrainStorage(GrainStorageNames.Grains, options => options.DatabasePath = IOPath.Combine(data, "state.db"));
        builder.Services.AddSqliteRows();
        builder.UseOrleans(silo =>
        {
            silo.UseOwnCluster();
            silo.Configure<ClusterOptions>(cluster => cluster.ServiceId = ServiceOfServers);
            silo.UseInMemoryReminderService();
            silo.AddTriadGrains(PlatformRoles.Silo);
        });
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorageNames.Grains);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        await WriteAsync(storage, grains, count);
        await host.StopAsync(cancellationToken);
    }

    private static async Task WriteAsync(IGrainStorage storage, IGrainFactory grains, int count)
    {
        var image = new GrainState<TenantState>();
        await storage.ReadStateAsync(TenantStates, grains.Tenant(TenantId.From("used-0")).GetGrainId(), image);
        var tenants = Enumerable.Range(0, count).Select(i => TenantId.From($"registered-{i:000000}")).ToList();
        foreach (var batch in tenants.Chunk(Parallel))
            await Task.WhenAll(batch.Select(tenant => storage.WriteStateAsync(
                TenantStates,
                grains.Tenant(tenant).GetGrainId(),
                new GrainState<TenantState> { State = image.State! with { DisplayName = tenant.Value, Keys = [] } })));
        foreach (var bucket in tenants.GroupBy(TenantDirectoryKey.Of))
        {
            var id = grains.TenantDirectory(TenantDirectoryKey.Parse(bucket.Key)).GetGrainId();
            var state = new GrainState<TenantDirectoryState>();
            await storage.ReadStateAsync(DirectoryStates, id, state);
            var listed = (state.State ?? new TenantDirectoryState()).Tenants.AddRange(bucket.Select(tenant => tenant.Value));
            state.State = new TenantDirectoryState { Tenants = [.. listed.Order(StringComparer.Ordinal)] };
            await storage.WriteStateAsync(DirectoryStates, id, state);
        }
    }
}
