using System.Collections.Concurrent;
using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Tests.Doubles;

/// <summary>What the doubles of grains know.</summary>
internal sealed class GrainWorld(TimeProvider time)
{
    public TimeProvider Time => time;

    public ConcurrentDictionary<string, TenantSnapshot> Tenants { get; } = new();

    public ConcurrentDictionary<string, RegisterApiKey> Keys { get; } = new();

    public ConcurrentDictionary<string, VideoSnapshot> Videos { get; } = new();

    public ConcurrentDictionary<string, TaskCompletionSource> Changes { get; } = new();

    /// <summary>How often a key was verified by its grain.</summary>
    public int Verifications;

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

    public void AddTenant(string id) => Tenants[id] = new TenantSnapshot(
        TenantId.From(id), id, "", TenantStatus.Active, "triad-mini", Space, new TenantQuotas(null, null, null, null, null, null), 1, 1, time.GetUtcNow());

    /// <summary>Issues a key and returns the whole token.</summary>
    public string AddKey(string tenant, params string[] scopes)
    {
        var secret = ApiKeySecret.Draw();
        Keys[secret.KeyId.Value] = new RegisterApiKey(
            new ApiKeySnapshot(secret.KeyId, tenant.Length > 0 ? TenantId.From(tenant) : null, "", [.. scopes], time.GetUtcNow(), null),
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
