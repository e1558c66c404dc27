using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Storage;
using Triad.Azure.Account;
using Triad.Azure.GrainState;
using Triad.Core.Catalogs;
using Triad.Core.Media;
using Triad.Core.Rows;
using Triad.Persistence.GrainState;
using Triad.Testing.Silos;

namespace Triad.Azure.Tests;

/// <summary>A silo with both storages in containers and a folder of its own; starting another over the same ones is a restart.</summary>
internal sealed class AccountHost : IAsyncDisposable
{
    private const string StorageName = "grains";

    private readonly IHost _host;
    private readonly AccountPlace _place;
    private readonly bool _ownsPlace;

    private AccountHost(IHost host, AccountPlace place, bool ownsPlace) => (_host, _place, _ownsPlace) = (host, place, ownsPlace);

    public IGrainStorage Grains => _host.Services.GetRequiredKeyedService<IGrainStorage>(StorageName);

    /// <summary>The same storage by a time of its own; the silo's goes on, without which it could not even stop.</summary>
    public IGrainStorage GrainsBy(TimeProvider time) => ActivatorUtilities.CreateInstance<AzureGrainStorage>(
        _host.Services, _host.Services.GetRequiredKeyedService<IGrainStorage>(AzureStorageExtensions.ProviderOf(StorageName)), time);

    public IMediaStore Media => _host.Services.GetRequiredService<IMediaStore>();

    public IRowStore Rows => _host.Services.GetRequiredService<IRowStore>();

    public ICatalogStore Catalogs => _host.Services.GetRequiredService<ICatalogStore>();

    public AzureAccount Account => _host.Services.GetRequiredService<AzureAccount>();

    public string LeaseFolder => _place.LeaseFolder;

    public static async Task<AccountHost> StartAsync(
        string connection,
        AccountPlace? place = null,
        Action<AzureStorageOptions>? configure = null)
    {
        var at = place ?? AccountPlace.New();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        void Configure(AzureStorageOptions options)
        {
            (options.ConnectionString, options.GrainContainer, options.MediaContainer) = (connection, at.GrainContainer, at.MediaContainer);
            (options.LeaseFolder, options.BlockBytes) = (at.LeaseFolder, 64 << 10);
            configure?.Invoke(options);
        }

        builder.Services.AddTriadAzureMediaStore(Configure);
        builder.Services.AddTriadAzureGrainStorage(StorageName, new JsonStateSerializer());
        builder.Services.AddTriadAzureRows();
        builder.UseOrleans(silo => silo.UseOwnCluster());
        var host = builder.Build();
        await host.StartAsync();
        return new AccountHost(host, at, ownsPlace: place is null);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        if (_ownsPlace)
            _place.Dispose();
    }
}
