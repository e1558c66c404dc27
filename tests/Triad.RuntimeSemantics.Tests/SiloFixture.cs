using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Reminders;
using Orleans.TestingHost;

namespace Triad.RuntimeSemantics.Tests;

/// <summary>One silo, whose reminders and idle activations go by a time that tests move. It has no ports: its connections are in memory.</summary>
public sealed class SiloFixture : IAsyncLifetime
{
    private InProcessTestCluster? _cluster;

    public Gates Gates { get; } = new();

    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public IServiceProvider Services => _cluster!.Silos[0].ServiceProvider;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>A key that no other test uses.</summary>
    public static string NewKey() => Guid.NewGuid().ToString("N");

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(Gates);
            silo.AddMemoryGrainStorage("memory");
            silo.UseInMemoryReminderService();
            silo.Configure<GrainTypeOptions>(options => options.Classes.Remove(typeof(GrainClassTests.UnofferedGrain)));
            silo.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, Time);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync() => await _cluster!.DisposeAsync();
}
