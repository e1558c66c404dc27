using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.LongInput;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Ingest;
using Triad.Grains.Videos;
using Triad.Media;
using Triad.Persistence;
using Triad.Testing.Embedding;
using Triad.Testing.Media;
using Triad.Testing.Silos;
using Triad.Vectors;

namespace Triad.Grains.Tests;

/// <summary>All grains in one silo over real stores in a folder; only model and FFmpeg are doubles. Starting another over the same folder is a restart.</summary>
internal sealed class Platform : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IHost _host;
    private readonly bool _ownsFolder;

    private Platform(IHost host, string folder, bool ownsFolder) => (_host, Folder, _ownsFolder) = (host, folder, ownsFolder);

    public string Folder { get; }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IMediaStore Media => _host.Services.GetRequiredService<IMediaStore>();

    public ScriptedDecoder Decoder => (ScriptedDecoder)_host.Services.GetRequiredService<IMediaDecoder>();

    public static async Task<Platform> StartAsync(string? folder = null, ScriptedDecoder? decoder = null, bool ingest = true, Action<IServiceCollection>? configure = null)
    {
        var root = folder ?? Directory.CreateTempSubdirectory("triad-grains-").FullName;
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(silo =>
        {
            silo.UseOwnCluster();
            silo.AddSqliteGrainStorage(GrainStorageNames.Grains, options => options.DatabasePath = Path.Combine(root, "state.db"));
            silo.UseSqliteReminders(options => options.DatabasePath = Path.Combine(root, "state.db"));
            silo.AddTriadGrains();
        });
        builder.Services.AddSingleton<IMediaDecoder>(decoder ?? new ScriptedDecoder());
        builder.Services.AddSingleton<IModelCatalog>(new HashModelCatalog(new HashEmbedder()));
        builder.Services.AddTriadMedia(options =>
        {
            options.StoreFolder = Path.Combine(root, "media");
            options.ScratchFolder = Path.Combine(root, "scratch");
        });
        builder.Services.AddTriadFolderMediaStore();
        builder.Services.AddEmbeddedVectorIndex(options => options.Folder = Path.Combine(root, "vectors"));
        builder.Services.AddTriadEmbedding();
        builder.Services.Configure<VideoOptions>(options => options.RetrySeconds = 0);
        builder.Services.Configure<IngestOptions>(options => options.CheckpointSegments = 2);
        if (ingest)
            builder.Services.AddTriadIngestHost();
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new Platform(host, root, folder is null);
    }

    public ITenantGrain Tenant(string tenant) => Grains.Tenant(TenantId.From(tenant));

    public IVideoGrain Video(string tenant, string video) => Grains.Video(new VideoKey(TenantId.From(tenant), VideoId.From(video)));

    public async Task<TenantSnapshot> OnboardAsync(string tenant)
    {
        var request = new CreateTenant(string.Empty, tenant, "free", HashEmbedder.Package, new TenantQuotas(null, null, null, null, null, null));
        return Value(await Tenant(tenant).CreateAsync(request, default));
    }

    /// <summary>Stores a script's bytes and creates the video, as the gateway does.</summary>
    public async Task<Result<VideoSnapshot>> UploadAsync(string tenant, string video, string script, string? captions = null, string requestId = "", LongInputStrategy? longInput = null)
    {
        var bytes = Encoding.UTF8.GetBytes(script);
        await StoreAsync(tenant, video, "source", bytes);
        if (captions is not null)
            await StoreAsync(tenant, video, "captions", Encoding.UTF8.GetBytes(captions));
        return await Video(tenant, video).CreateAsync(
            new CreateVideo(
                requestId, $"{video}.mp4", "source", bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)),
                captions is null ? null : "captions", ImmutableDictionary<string, MetadataValue>.Empty.Add("name", MetadataValue.Of(video)), null)
            {
                LongInput = longInput,
            },
            default);
    }

    public async Task<VideoSnapshot> WaitAsync(string tenant, string video, params VideoStatus[] until)
    {
        using var patience = new CancellationTokenSource(Patience);
        var seen = Value(await Video(tenant, video).GetAsync(patience.Token));
        while (!until.Contains(seen.Status))
            seen = Value(await Video(tenant, video).WatchAsync(seen.Version, patience.Token));
        return seen;
    }

    public Task<Result<SearchAnswer>> SearchAsync(string tenant, params SearchPart[] parts) =>
        Grains.Search().SearchAsync(RequestOf(tenant, parts), default);

    public static SearchRequest RequestOf(string tenant, params SearchPart[] parts) =>
        new(TenantId.From(tenant), new SearchQuery([.. parts], SearchComposition.Auto), [], Filter.Everything, HitGrouping.Segment, 10, null, [], true);

    public static SearchPart Text(string text, float weight = 1) => Part(SearchPartKind.Text, weight) with { Text = text };

    public static SearchPart Clip(string script, float weight = 1) => Part(SearchPartKind.Video, weight) with { Media = [.. Encoding.UTF8.GetBytes(script)] };

    public static SearchPart Stored(string video, int? segment = null) => Part(SearchPartKind.Stored, 1) with { VideoId = VideoId.From(video), Segment = segment };

    public static T Value<T>(Result<T> reply) => reply is { IsOk: true } result
        ? result.Value
        : throw new InvalidOperationException(reply.Error!.Message);

    public async Task StopAsync() => await _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }

    private static SearchPart Part(SearchPartKind kind, float weight) =>
        new(kind, weight, string.Empty, [], null, null, Modalities.None, [], null);

    private async Task StoreAsync(string tenant, string video, string name, byte[] bytes)
    {
        var stored = await Media.WriteAsync(new MediaKey(TenantId.From(tenant), VideoId.From(video), name), Chunks(bytes), long.MaxValue, default);
        if (!stored.IsOk)
            throw new StorageException(stored.Error);
    }

    private static async IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> Chunks(byte[] bytes)
    {
        await Task.CompletedTask;
        yield return Result<ReadOnlyMemory<byte>>.Ok(bytes);
    }
}
