using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Triad.Core.Embedding;
using Triad.Gateway;
using Triad.Grains.Hosting;
using Triad.Grains.Roles;
using Triad.Inference.Onnx;
using Triad.Media;
using Triad.Server.Bootstrap;
using Triad.Server.Cluster;
using Triad.Server.Data;
using Triad.Server.Roles;

namespace Triad.Server.Hosting;

/// <summary>When all is started: leaves the gateway's address in the data directory, and tells a person what runs where once it is ready.</summary>
internal sealed class StartReport(
    IServer server,
    IHostApplicationLifetime lifetime,
    ServerComposition composition,
    RoleReadiness readiness,
    IOptions<TriadClusterOptions> cluster,
    DataFolder data,
    IServiceProvider services) : BackgroundService
{
    private string? _address;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_address is not null)
            data.ForgetAddress(_address);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken);

        // The silo is part of the host's start, and so it serves from here on.
        readiness.Report(PlatformRoles.Silo, true);
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (composition.Roles.HasFlag(PlatformRoles.Gateway))
            data.RememberAddress(_address = addresses.First());
        await readiness.Settled.WaitAsync(stoppingToken);
        await TellAsync(string.Join(", ", addresses), stoppingToken);
    }

    private async Task TellAsync(string addresses, CancellationToken cancellationToken)
    {
        Console.WriteLine($"triad is ready on {addresses}");
        Console.WriteLine($"  roles     {ServerRoles.Write(composition.Roles)}{(data.IsShared ? $" of the cluster '{cluster.Value.ClusterId}'" : ", in one process")}");
        Console.WriteLine($"  data      {data.Root}");
        if (services.GetService<IndexWatch>() is { } index)
            Console.WriteLine($"  vectors   {index.Description}");
        if (composition.Roles.HasFlag(PlatformRoles.Gateway))
            Console.WriteLine($"  operator  {services.GetRequiredService<IOptions<BootstrapOptions>>().Value.Describe(data)}");
        if (!composition.Roles.HasFlag(PlatformRoles.Embed))
            return;
        var packages = services.GetRequiredService<IModelCatalog>().Packages;
        Console.WriteLine($"  models    {(packages.Count > 0 ? string.Join(", ", packages) : "none: put a model package into the models folder")}");
        var device = services.GetRequiredService<DeviceChoice>();
        if (composition.Roles.HasFlag(PlatformRoles.Gateway))
            TellServing(packages, device.Device);
        Console.WriteLine($"  device    {device.Description}");
        var layers = await services.GetRequiredService<IMediaSandbox>().InspectAsync(cancellationToken);
        Console.WriteLine($"  sandbox   {string.Join(", ", layers.Working)}");
        if (!layers.IsComplete)
            Console.WriteLine(layers.Describe());
    }

    private void TellServing(IReadOnlyList<string> packages, OnnxDevice device)
    {
        var serving = services.GetRequiredService<IOptions<GatewayOptions>>().Value.DefaultModelPackage;
        foreach (var line in ServingReport.Lines(serving, packages, device, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes))
            Console.WriteLine($"  serves    {line}");
    }
}
