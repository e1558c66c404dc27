using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Triad.Core.Embedding;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Ingest;
using Triad.Grains.Roles;
using Triad.Grains.Videos;
using Triad.Testing.Embedding;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.IngestHosts;

public sealed class HandBackTests
{
    private readonly TaskCompletionSource<int> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Video_OfAHostThatStops_GoesOnElsewhereAtOnceAndLosesNoAttempt()
    {
        await using var platform = await StartAsync(
            layout: Layout.TwoThatEmbed,
            configure: services => services
                .Configure<IngestOptions>(options => options.LeaseSeconds = 600)
                .Configure<VideoOptions>(options => options.MaxAttempts = 1),
            configureSilo: Embedder);
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "8 red car"));

        await platform.StopAsync(await _begun.Task.WithinAsync("a host to begin"));

        Assert.Equal(VideoStatus.Ready, (await platform.WaitAsync("acme", "car", VideoStatus.Ready, VideoStatus.Failed)).Status);
    }

    /// <summary>The host that begins embeds nothing until it is told to stop.</summary>
    private void Embedder(int silo, IServiceCollection services)
    {
        if (Layout.TwoThatEmbed.Silos[silo] != PlatformRoles.Embed)
            return;
        services.AddSingleton<IModelCatalog>(provider => new HashModelCatalog(new HashEmbedder
        {
            Gate = cancellationToken =>
            {
                _begun.TrySetResult(silo);
                return _begun.Task.Result == silo ? StoppingAsync(provider, cancellationToken) : Task.CompletedTask;
            },
        }));
    }

    private static async Task StoppingAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        await stopping.Task.WaitAsync(cancellationToken);
    }
}
