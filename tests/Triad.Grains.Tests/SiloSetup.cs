using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Triad.Core.Embedding;
using Triad.Core.Erasure;
using Triad.Core.Media;
using Triad.Grains.Erasure;
using Triad.Grains.Ingest;
using Triad.Grains.Roles;
using Triad.Grains.Usage;
using Triad.Grains.Videos;
using Triad.Media;
using Triad.Persistence;
using Triad.Testing.Embedding;
using Triad.Testing.Erasure;
using Triad.Testing.Media;
using Triad.Vectors;

namespace Triad.Grains.Tests;

/// <summary>Puts a silo together as the server does for its roles.</summary>
internal sealed record SiloSetup(string Root, ScriptedDecoder Decoder, bool Ingests)
{
    public void Apply(IHostApplicationBuilder host, PlatformRoles roles)
    {
        var services = host.Services;
        if (roles.HasFlag(PlatformRoles.Silo))
            services.AddEmbeddedVectorIndex(options => options.Folder = Path.Combine(Root, "vectors"));
        host.UseOrleans(silo =>
        {
            silo.AddSqliteGrainStorage(GrainStorageNames.Grains, options => options.DatabasePath = Path.Combine(Root, "state.db"));
            silo.UseSqliteReminders(options => options.DatabasePath = Path.Combine(Root, "state.db"));
            silo.AddTriadGrains(roles);
        });
        services.AddSqliteRows();
        services.AddSingleton<IReceiptSigner, EphemeralSigner>();
        services.Configure<ErasureOptions>(options => (options.ClosingSeconds, options.RetrySeconds) = (0, 0.01));
        services.Configure<MediaOptions>(options =>
        {
            options.StoreFolder = Path.Combine(Root, "media");
            options.ScratchFolder = Path.Combine(Root, "scratch");
        });
        services.AddTriadFolderMediaStore();
        services.Configure<VideoOptions>(options => options.RetrySeconds = options.OutageRetrySeconds = 0);
        services.Configure<IngestOptions>(options => options.CheckpointSegments = 2);
        // By hand, or not at all.
        services.Configure<UsageOptions>(options => options.TickSeconds = options.FlushSeconds = 3600);
        if (!roles.HasFlag(PlatformRoles.Embed))
            return;
        services.AddTriadMedia();
        services.AddSingleton<IMediaDecoder>(Decoder);
        services.AddSingleton<IModelCatalog>(new HashModelCatalog(new HashEmbedder()));
        services.AddTriadEmbedding();
        services.AddTriadUsageMeter(Path.Combine(Root, "usage", Guid.NewGuid().ToString("n")));
        if (Ingests)
            services.AddTriadIngestHost();
    }
}
