using System.Collections.Concurrent;
using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Core.Quotas;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.Abstractions.Grants;
using Triad.Grains.Abstractions.Holds;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Plans;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Abstractions.Webhooks;

namespace Triad.Gateway.Tests.Doubles;

/// <summary>What the doubles of grains know.</summary>
internal sealed class GrainWorld(TimeProvider time)
{
    public TimeProvider Time => time;

    public ConcurrentDictionary<string, TenantSnapshot> Tenants { get; } = new();

    public ConcurrentDictionary<string, RegisterApiKey> Keys { get; } = new();

    public ConcurrentDictionary<string, VideoSnapshot> Videos { get; } = new();

    public ConcurrentDictionary<string, TaskCompletionSource> Changes { get; } = new();

    /// <summary>What was erased, by tenant or tenant/video.</summary>
    public ConcurrentDictionary<string, ErasureReceipt> Receipts { get; } = new();

    /// <summary>What the erasures of tenants report one after the other.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<ErasureProgress>> Erasures { get; } = new();

    /// <summary>The public keys of receipts.</summary>
    public List<ReceiptKey> ReceiptKeys { get; } = [];
    public ConcurrentQueue<Hold> Holds { get; } = new();

    public ConcurrentDictionary<string, Grant> Grants { get; } = new();

    /// <summary>The grants that were asked for.</summary>
    public ConcurrentQueue<CreateGrant> GrantOrders { get; } = new();

    /// <summary>Webhooks, by tenant and id.</summary>
    public ConcurrentDictionary<(string Tenant, string Id), WebhookSnapshot> Webhooks { get; } = new();

    /// <summary>What was to be sent to them, newest first.</summary>
    public List<WebhookDelivery> Deliveries { get; } = [];

    /// <summary>The changes of tenants that were asked for.</summary>
    public ConcurrentQueue<UpdateTenant> Updates { get; } = new();

    /// <summary>Room that uploads hold, by tenant, video and mark.</summary>
    public ConcurrentDictionary<string, long> Room { get; } = new();

    public ConcurrentDictionary<string, PlanSnapshot> Plans { get; } = new();

    /// <summary>The changes of plans that were asked for.</summary>
    public ConcurrentQueue<UpdatePlan> PlanUpdates { get; } = new();

    /// <summary>How tenants share their rates out, as their grains do.</summary>
    public ConcurrentDictionary<string, QuotaShares> Shares { get; } = new();

    /// <summary>How often a share was asked for.</summary>
    public int Leases;

    /// <summary>Draws of what a day brings.</summary>
    public ConcurrentQueue<DayDraw> Draws { get; } = new();

    /// <summary>What the next draws are granted; null for what the quota says.</summary>
    public DayGrant? NextGrant { get; set; }

    /// <summary>The usage events that videos tell of.</summary>
    public ConcurrentDictionary<string, ImmutableArray<UsageEntry>> VideoUsage { get; } = new();

    /// <summary>What ledgers answer, in their order.</summary>
    public List<UsageAmount> Used { get; } = [];

    /// <summary>What ledgers were asked for.</summary>
    public ConcurrentQueue<UsageQuery> UsageQueries { get; } = new();

    /// <summary>What ledgers find of themselves.</summary>
    public UsageCheck UsageCheck { get; set; } = new(0, 0, []);

    /// <summary>How exports go.</summary>
    public List<ExportTargetStatus> Exports { get; } = [];

    /// <summary>How often a key was verified by its grain.</summary>
    public int Verifications;

    /// <summary>How many of the next verifications find their silo dead.</summary>
    public int DeadVerifications;

    /// <summary>How often a key was asked for without its secret.</summary>
    public int KeyLooks;

    /// <summary>Secrets of before a rotation, by key.</summary>
    public ConcurrentDictionary<string, ImmutableArray<byte>> OldSecrets { get; } = new();

    /// <summary>The space of every tenant.</summary>
    public static SpaceId Space { get; } = SpaceId.From("triad-mini@0123456789abcdef");

    /// <summary>What a search answers.</summary>
    public Func<SearchRequest, CancellationToken, Task<Result<SearchAnswer>>> OnSearch { get; set; } = (_, _) => Task.FromResult<Result<SearchAnswer>>(Answer());

    /// <summary>What an embedding answers.</summary>
    public Func<EmbedQuery, Result<QueryVector>> OnEmbed { get; set; } =
        _ => new QueryVector(
            [new AskingVector([RepresentationName.Full, RepresentationName.Of(Modalities.Video)], [1, 0], [])], Space, Modalities.Text, TextReport.Nothing, []);

    /// <summary>Why the next creation of a video is refused; null for success.</summary>
    public Error? CreateRefusal { get; set; }

    /// <summary>Why a video cannot be told of; null for success.</summary>
    public Error? GetRefusal { get; set; }

    public static SearchAnswer Answer(params SearchHit[] hits) =>
        new([.. hits], Space, 1, 1, [new ShardSequence(0, 7)], 1, null, TextReport.Nothing, default, default, default);

    public static SearchHit Hit(string video, float score) => new(
        VideoId.From(video),
        1,
        new VideoSegment(2, TimeSpan.FromSeconds(16), TimeSpan.FromSeconds(24), Modalities.All, "a red ball"),
        TimeSpan.FromSeconds(30),
        score,
        RepresentationName.Of(Modalities.All),
        [new SearchContribution(Modalities.Text, score)],
        Year(1999),
        new PointId(Guid.NewGuid()))
    {
        Name = $"{video}.mp4",
    };

    public static ImmutableDictionary<string, MetadataValue> Year(int year) =>
        ImmutableDictionary<string, MetadataValue>.Empty.Add("year", MetadataValue.Of(year));

    /// <summary>What filters look at, of a video with texts.</summary>
    public static FilterSubject Subject(params (string Key, string Text)[] metadata) => new(
        VideoId.From("v"),
        new TimeRange(TimeSpan.Zero, TimeSpan.FromSeconds(30)),
        TimeSpan.FromSeconds(30),
        Modalities.All,
        metadata.ToImmutableDictionary(pair => pair.Key, pair => MetadataValue.Of(pair.Text)));

    public static ErasureReceipt Receipt(string key, string requestedBy) => new(
        "er_1",
        TenantId.From(key.Split('/')[0]),
        key.Contains('/') ? VideoId.From(key.Split('/')[1]) : null,
        requestedBy,
        DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch.AddSeconds(1),
        [new ErasedStore("vectors", "vectors", 3, 0)],
        [new LastingTrace("Logs.", null)],
        "a.b.c");

    public void AddTenant(string id) => Tenants[id] = new TenantSnapshot(
        TenantId.From(id), id, "", TenantStatus.Active, "triad-mini", Space, new TenantQuotas(null, null, null, null, null, null), 1, 1, time.GetUtcNow());

    /// <summary>Issues a key and returns the whole token.</summary>
    public string AddKey(string tenant, params string[] scopes) => AddKey(tenant, new CreateApiKey("", "", [.. scopes], null));

    /// <summary>Issues a key as it is asked for and returns the whole token.</summary>
    public string AddKey(string tenant, CreateApiKey request)
    {
        var secret = ApiKeySecret.Draw();
        Keys[secret.KeyId.Value] = new RegisterApiKey(
            new ApiKeySnapshot(
                secret.KeyId, tenant.Length > 0 ? TenantId.From(tenant) : null, request.DisplayName, request.Scopes, time.GetUtcNow(), request.ExpiresAt)
            {
                Filter = request.Filter,
                Networks = request.Networks,
                TokenKeys = tenant.Length > 0 ? [new BoundTokenPublicKey(secret.TokenKey(), null)] : [],
            },
            secret.Sha256);
        return secret.Token;
    }

    public VideoSnapshot AddVideo(string tenant, string id, VideoStatus status = VideoStatus.Ready, int segments = 3, ImmutableDictionary<string, MetadataValue>? metadata = null) =>
        Videos[$"{tenant}/{id}"] = new VideoSnapshot(
            TenantId.From(tenant), VideoId.From(id), $"{id}.mp4", status, 0, "working", null, 10, new string('0', 64), "mp4", TimeSpan.FromSeconds(30), [], Modalities.All, [],
            segments, 1, 0, 5, Space, metadata ?? ImmutableDictionary<string, MetadataValue>.Empty, time.GetUtcNow().AddSeconds(Videos.Count), time.GetUtcNow(), 1);

    /// <summary>Changes a video and wakes those who watch it.</summary>
    public void Change(string tenant, string id, Func<VideoSnapshot, VideoSnapshot> change)
    {
        Videos[$"{tenant}/{id}"] = change(Videos[$"{tenant}/{id}"]);
        Wake($"{tenant}/{id}");
    }

    public void Wake(string key)
    {
        if (Changes.TryRemove(key, out var waiting))
            waiting.SetResult();
    }
}
