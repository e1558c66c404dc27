using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Triad.Core.Embedding;
using Triad.Gateway.Health;
using Triad.Media;
using Triad.Server.Data;

namespace Triad.Server.Hosting;

/// <summary>When all is started: turns readiness on, leaves the address in the data directory, and tells a person what runs where.</summary>
internal sealed class StartReport(
    IServer server,
    IHostApplicationLifetime lifetime,
    HealthBoard health,
    IModelCatalog models,
    IMediaSandbox sandbox,
    DataFolder data) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Announce);
        lifetime.ApplicationStopping.Register(() => health.Report(HealthBoard.Readiness, false));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        data.ForgetAddress();
        return Task.CompletedTask;
    }

    private void Announce()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        data.RememberAddress(addresses.First());
        foreach (var name in new[] { "gateway", "silo", "embed", HealthBoard.Readiness })
            health.Report(name, true);
        Console.WriteLine($"triad is ready on {string.Join(", ", addresses)}");
        Console.WriteLine($"  data      {data.Root}");
        Console.WriteLine($"  models    {(models.Packages.Count > 0 ? string.Join(", ", models.Packages) : "none: put a model package into the models folder")}");
        Console.WriteLine($"  operator  key in {data.OperatorKeyPath}");
        var layers = sandbox.InspectAsync(CancellationToken.None).GetAwaiter().GetResult();
        Console.WriteLine($"  sandbox   {string.Join(", ", layers.Working)}");
        if (!layers.IsComplete)
            Console.WriteLine(layers.Describe());
    }
}
