using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Grains.EmbedRouting;
using Triad.Grains.Roles;
using Triad.Testing.Embedding;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.EmbedRouting;

/// <summary>Queries on a cluster with two silos that embed.</summary>
public sealed class EmbedRouterTests
{
    private const int Queries = 20;
    private const int Busy = 1;
    private const int Idle = 2;

    private readonly ConcurrentQueue<int> _embedded = [];

    [Fact]
    public async Task Searches_WithOneEmbedSiloBusy_GoToTheOther()
    {
        await using var platform = await StartAsync(layout: Layout.TwoThatEmbed, ingest: false, configureSilo: (silo, services) => Embedder(silo, services, silo == Busy ? 1000 : 0));
        await platform.OnboardAsync("acme");
        await ReportAsync(platform);

        await SearchAsync(platform);

        Assert.All(_embedded, silo => Assert.Equal(Idle, silo));
        Assert.Equal(Queries, _embedded.Count);
    }

    [Fact]
    public async Task Searches_WithBothEmbedSilosIdle_AreShared()
    {
        await using var platform = await StartAsync(layout: Layout.TwoThatEmbed, ingest: false, configureSilo: (silo, services) => Embedder(silo, services, 0));
        await platform.OnboardAsync("acme");
        await ReportAsync(platform);

        await SearchAsync(platform);

        // Each query counts as one that waits until the next report: the two take turns.
        Assert.InRange(_embedded.Count(silo => silo == Busy), Queries / 4, Queries * 3 / 4);
    }

    private void Embedder(int silo, IServiceCollection services, int depth)
    {
        if (Layout.TwoThatEmbed.Silos[silo] != PlatformRoles.Embed)
            return;
        services.AddSingleton<IModelCatalog>(new HashModelCatalog(new HashEmbedder
        {
            QueueDepth = depth,
            Gate = _ =>
            {
                _embedded.Enqueue(silo);
                return Task.CompletedTask;
            },
        }));
    }

    private async Task SearchAsync(Platform platform)
    {
        _embedded.Clear();
        for (var i = 0; i < Queries; i++)
            Value(await platform.SearchAsync("acme", Text($"word {i}")));
    }

    private static async Task ReportAsync(Platform platform)
    {
        foreach (var silo in (int[])[Busy, Idle])
            await platform.ServicesOf(silo).GetRequiredService<EmbedLoadReports>().TellAsync(default);
    }
}
