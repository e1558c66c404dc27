using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.TestingHost;
using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.LongInput;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Core.Rows;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Testing.Embedding;
using Triad.Testing.Media;
using Triad.Testing.Time;

namespace Triad.Grains.Tests;

/// <summary>
/// All grains over real stores in a folder; only model and FFmpeg are doubles. Calls come from a client outside of the silos, so that every message goes
/// through a codec. Starting another over the same folder is a restart.
/// </summary>
internal sealed class Platform : IAsyncDisposable
{
    public static readonly TimeSpan Patience = DeadlineExtensions.Patience;

    private readonly InProcessTestCluster _cluster;
    private readonly bool _ownsFolder;

    private Platform(InProcessTestCluster cluster, string folder, ScriptedDecoder decoder, bool ownsFolder) =>
        (_cluster, Folder, Decoder, _ownsFolder) = (cluster, folder, decoder, ownsFolder);

    public string Folder { get; }

    public IGrainFactory Grains => _cluster.Client;

    public IMediaStore Media => ServicesOf(0).GetRequiredService<IMediaStore>();

    public ICatalogStore Catalogs => ServicesOf(0).GetRequiredService<ICatalogStore>();

    public IRowStore Rows => ServicesOf(0).GetRequiredService<IRowStore>();

    public ScriptedDecoder Decoder { get; }

    /// <summary>Starts one silo of all roles, or several of the roles given.</summary>
    public static async Task<Platform> StartAsync(
        string? folder = null,
        ScriptedDecoder? decoder = null,
        bool ingest = true,
        Action<IServiceCollection>? configure = null,
        Layout? layout = null,
        Action<int, IServiceCollection>? configureSilo = null)
    {
        var root = folder ?? Directory.CreateTempSubdirectory("triad-grains-").FullName;
        var roles = (layout ?? Layout.One).Silos;
        var setup = new SiloSetup(root, decoder ?? new ScriptedDecoder(), ingest);
        var builder = new InProcessTestClusterBuilder((short)roles.Length);
        (builder.Options.ConfigureFileLogging, builder.Options.AssumeHomogenousSilosForTesting, builder.Options.ServiceId) = (false, false, "test");
        builder.ConfigureSiloHost((silo, host) =>
        {
            var index = int.Parse(silo.SiloName.AsSpan(silo.SiloName.IndexOf('_', StringComparison.Ordinal) + 1));
            setup.Apply(host, roles[index]);
            configure?.Invoke(host.Services);
            configureSilo?.Invoke(index, host.Services);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync().WithinAsync($"{roles.Length} silos to start", 2 * Patience);
        if (roles.Length > 1)
        {
            // The client takes what the cluster offers from its gateway, when it connects.
            await cluster.WaitForClusterManifestToStabilizeAsync().WithinAsync("all silos to know what each offers");
            await cluster.InitializeClientAsync().WithinAsync("the client to connect");
        }

        return new Platform(cluster, root, setup.Decoder, folder is null);
    }

    /// <summary>How many silos there are.</summary>
    public int SiloCount => _cluster.Silos.Count;

    /// <summary>The services of one of the silos, in the order of the layout.</summary>
    public IServiceProvider ServicesOf(int silo) => _cluster.Silos[silo].ServiceProvider;

    /// <summary>Where a grain is active; null where it is nowhere.</summary>
    public async Task<SiloAddress?> PlaceOfAsync(IAddressable grain) =>
        await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain).AsTask().WithinAsync("the place of a grain");

    /// <summary>Stops one of the silos; the others go on.</summary>
    public Task StopAsync(int silo) => _cluster.StopSiloAsync(_cluster.Silos[silo]).WithinAsync("a silo to stop");

    /// <summary>Which of the silos an address is.</summary>
    public int IndexOf(SiloAddress address) => _cluster.Silos.Select(silo => silo.SiloAddress).ToList().IndexOf(address);

    public ITenantGrain Tenant(string tenant) => Grains.Tenant(TenantId.From(tenant));

    public IVideoGrain Video(string tenant, string video) => Grains.Video(new VideoKey(TenantId.From(tenant), VideoId.From(video)));

    public IQuotaGrain Quota(string tenant) => Grains.Quota(TenantId.From(tenant));

    public async Task<TenantSnapshot> OnboardAsync(string tenant, TenantQuotas? quotas = null)
    {
        var request = new CreateTenant(string.Empty, tenant, string.Empty, HashEmbedder.Package, quotas ?? TenantQuotas.None);
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
        var seen = Value(await Video(tenant, video).GetAsync(default));
        while (!until.Contains(seen.Status))
        {
            seen = Value(await Video(tenant, video).WatchAsync(seen.Version, default).WithinAsync(
                $"{tenant}/{video} to be {string.Join(" or ", until)}; it is {seen.Status}"));
        }

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

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync().WithinAsync("the silos to stop");
        await _cluster.DisposeAsync();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }

    private static SearchPart Part(SearchPartKind kind, float weight) =>
        new(kind, weight, string.Empty, [], null, null, null, [], null);

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
