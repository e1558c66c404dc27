using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Reminders;
using Triad.Testing.Time;

namespace Triad.RuntimeSemantics.Tests;

/// <summary>A running silo whose grain timers, reminders and idle activations go by a time that tests move.</summary>
public sealed class SiloFixture : IAsyncLifetime
{
    private static int s_port = 11110;
    private IHost? _host;

    public Gates Gates { get; } = new();

    public ManualTime Time { get; } = new();

    public IServiceProvider Services => _host!.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>A key that no other test uses.</summary>
    public static string NewKey() => Guid.NewGuid().ToString("N");

    /// <summary>A host whose silo is a cluster of its own.</summary>
    public static IHost Build(Gates gates, Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(gates);
        builder.UseOrleans(silo =>
        {
            var port = Interlocked.Increment(ref s_port);
            silo.UseLocalhostClustering(port, port + 10_000);
            configure(silo);
        });
        return builder.Build();
    }

    public async Task InitializeAsync()
    {
        _host = Build(Gates, silo =>
        {
            silo.AddMemoryGrainStorage("memory");
            silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
            foreach (var name in (string[])
                [TimeProviderNames.Grains, TimeProviderNames.ActivationManagement, ReminderTimeProviderNames.Reminders])
            {
                silo.Services.AddKeyedSingleton<TimeProvider>(name, Time);
            }
        });
        await _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
    }
}
