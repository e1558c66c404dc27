using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Grants;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Searches;
using Triad.Grains.Tenants;
using Triad.Grains.Tests.Searches.Frozen;
using Triad.Grains.Tests.Tenants;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Searches;

/// <summary>Searches over grants of other tenants, on the embedded index.</summary>
public class GrantedSearchTests
{
    private static readonly TenantId Acme = TenantId.From("acme");
    private static readonly TenantId Beta = TenantId.From("beta");

    private protected virtual Task<IRemoteIndex?> StartIndexAsync() => Task.FromResult<IRemoteIndex?>(null);

    [Theory]
    [InlineData(HitGrouping.Segment)]
    [InlineData(HitGrouping.Video)]
    public async Task Search_OverAGrant_FindsWhatItLetsThrough_AmongTheOwnByScore(HitGrouping grouping)
    {
        await using var index = await StartIndexAsync();
        await using var platform = await FillAsync(index);
        var grant = await GrantAsync(platform, new Filter([Named("shared", "also")], [], []));

        var answer = Value(await SearchAsync(platform, Request(grouping, grant.Id) with { Limit = 50 }));
        var without = Value(await SearchAsync(platform, Request(grouping) with { Limit = 50 }));

        var granted = answer.Hits.Where(hit => hit.Owner is not null).ToList();
        Assert.Equal(["also", "shared"], granted.Select(hit => hit.VideoId.Value).Distinct().Order(StringComparer.Ordinal));
        Assert.All(granted, hit => Assert.Equal((Acme, grant.Id), (hit.Owner, hit.GrantId)));
        Assert.Equal(answer.Hits.Select(hit => hit.Score).OrderDescending(), answer.Hits.Select(hit => hit.Score));
        Assert.Equal(without.Hits.Select(hit => hit.PointId), answer.Hits.Where(hit => hit.Owner is null).Select(hit => hit.PointId));
        Assert.All(without.Hits, hit => Assert.Equal(string.Empty, hit.GrantId));
        Assert.Equal([new UsedGrant(grant.Id, Acme)], answer.Grants);
        Assert.Equal((4, 4), (answer.ShardsAsked, answer.ShardsAnswered));

        // Both have a video "shared": each is a hit of its own, and what was seen is of the own shards.
        Assert.Contains(answer.Hits, hit => hit is { Owner: null, VideoId.Value: "shared" });
        Assert.Equal([0, 1], answer.Sequences.Select(seen => seen.Shard).Order());
    }

    [Theory]
    [InlineData(HitGrouping.Segment, 100)]
    [InlineData(HitGrouping.Segment, 4)]
    [InlineData(HitGrouping.Video, 3)]
    public async Task Pages_OverAGrant_GiveEveryHitOnceInOrder(HitGrouping grouping, int frozen)
    {
        await using var index = await StartIndexAsync();
        await using var platform = await FillAsync(index, frozen);
        var grant = await GrantAsync(platform, Filter.Everything);
        var request = Request(grouping, grant.Id) with { Limit = 3, Explain = true };
        var whole = Value(await SearchAsync(platform, request with { Limit = 100 })).Hits;

        var paged = new List<SearchHit>();
        for (SearchPage? next = null; ;)
        {
            var page = Value(await SearchAsync(platform, request with { After = next }));
            paged.AddRange(page.Hits);
            if ((next = page.Next) is null)
                break;
        }

        Assert.Contains(whole, hit => hit.Owner == Acme);
        Assert.Contains(whole, hit => hit.Owner is null);
        Assert.Equal(whole.Select(Told), paged.Select(Told));
        Assert.All(paged, hit => Assert.Equal(hit.Score, hit.Contributions.Sum(share => share.Score), 4));
    }

    [Fact]
    public async Task Pages_OfAGrantThatIsRevokedMeanwhile_EndWithAReason()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await FillAsync(index);
        var grant = await GrantAsync(platform, Filter.Everything);
        var request = Request(HitGrouping.Segment, grant.Id) with { Limit = 3 };
        var first = Value(await SearchAsync(platform, request));

        Value(await platform.Grains.GivenGrants(Acme).RevokeAsync(grant.Id, "key", default));
        var next = await SearchAsync(platform, request with { After = first.Next });

        Assert.Equal((ErrorReason.GrantEnded, "grants[0]", grant.Id), (next.Error?.Reason, next.Error?.Field, next.Error?.Value));
        Assert.Contains("was revoked", next.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hit_OfAGrant_ShowsWhatIsGranted_AndNothingElse()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await FillAsync(index);
        var bare = await GrantAsync(platform, Filter.Everything, GrantedFields.None);
        var full = await GrantAsync(platform, Filter.Everything, new GrantedFields(true, true, true, []));

        // Of two grants of one tenant the first that lets a hit through counts.
        var little = Value(await SearchAsync(platform, Request(HitGrouping.Segment, bare.Id, full.Id))).Hits.Where(hit => hit.Owner is not null).ToList();
        var all = Value(await SearchAsync(platform, Request(HitGrouping.Segment, full.Id, bare.Id))).Hits.Where(hit => hit.Owner is not null).ToList();

        Assert.NotEmpty(little);
        Assert.All(little, hit => Assert.Equal((bare.Id, "", ""), (hit.GrantId, hit.Name, hit.Segment.Text)));
        Assert.All(little, hit => Assert.Empty(hit.Metadata));
        Assert.All(all, hit => Assert.Equal((full.Id, $"{hit.VideoId}.mp4", hit.VideoId.Value), (hit.GrantId, hit.Name, hit.Metadata["name"].Text)));
        Assert.Equal(little.Select(hit => hit.PointId), all.Select(hit => hit.PointId));
    }

    [Fact]
    public async Task Filter_OfTheAsker_NarrowsByWhatIsShown_AndTellsNothingOfTheRest()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await FillAsync(index);
        var shown = await GrantAsync(platform, new Filter([Named("shared", "also")], [], []), new GrantedFields(false, false, false, ["name"]));
        var hidden = await GrantAsync(platform, new Filter([Named("shared", "also")], [], []), GrantedFields.None);

        Assert.Equal(["also"], await FoundAsync(shown, new Filter([Named("also")], [], [])));
        Assert.Empty(await FoundAsync(shown, new Filter([Named("secret")], [], [])));
        Assert.Empty(await FoundAsync(hidden, new Filter([Named("also")], [], [])));
        Assert.Equal(["also", "shared"], await FoundAsync(hidden, new Filter([], [], [Named("also")])));
        Assert.Equal(["also", "shared"], await FoundAsync(shown, new Filter([], [Named("also", "shared", "secret")], [])));

        async Task<IEnumerable<string>> FoundAsync(Grant grant, Filter filter) =>
            Value(await SearchAsync(platform, Request(HitGrouping.Video, grant.Id) with { Filter = filter, Limit = 50 }))
                .Hits.Where(hit => hit.Owner is not null).Select(hit => hit.VideoId.Value).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Filter_OfTheCallersKey_OnMetadataThatIsNotShown_RefusesTheSearch()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await FillAsync(index);
        var shown = await GrantAsync(platform, Filter.Everything, new GrantedFields(false, false, false, ["name"]));
        var hidden = await GrantAsync(platform, Filter.Everything, GrantedFields.None);
        var access = new Filter([], [], [Named("secret")]);
        SearchRequest Confined(params string[] grants) => Request(HitGrouping.Video, grants) with { Limit = 50, Filter = access, Access = access };

        var refused = await SearchAsync(platform, Confined(shown.Id, hidden.Id));
        var found = Value(await SearchAsync(platform, Confined(shown.Id))).Hits.Where(hit => hit.Owner is not null).ToList();

        Assert.Equal((ErrorReason.ScopeMissing, "grants[1]", hidden.Id), (refused.Error?.Reason, refused.Error?.Field, refused.Error?.Value));
        Assert.Contains("'name'", refused.Error!.Message, StringComparison.Ordinal);
        Assert.NotEmpty(found);
        Assert.DoesNotContain(found, hit => hit.VideoId.Value == "secret");
        Assert.True((await SearchAsync(platform, Confined())).IsOk);
    }

    [Fact]
    public async Task Grant_ThatCannotBeUsed_RefusesTheSearch()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await FillAsync(index);
        await platform.OnboardAsync("third");
        var grant = await GrantAsync(platform, Filter.Everything);
        var over = Value(await platform.Grains.GivenGrants(Acme).CreateAsync(
            Order(Filter.Everything, GrantedFields.None) with { ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(-1) }, default));

        var foreign = await SearchAsync(platform, Request(HitGrouping.Segment, grant.Id) with { TenantId = TenantId.From("third") });
        var missing = await SearchAsync(platform, Request(HitGrouping.Segment, "none") with { TenantId = TenantId.From("third") });
        var grantors = await SearchAsync(platform, Request(HitGrouping.Segment, grant.Id) with { TenantId = Acme });
        var expired = await SearchAsync(platform, Request(HitGrouping.Segment, grant.Id, over.Id));

        Assert.Equal((ErrorReason.GrantNotFound, "grants[0]"), (foreign.Error?.Reason, foreign.Error?.Field));
        Assert.Equal(missing.Error!.Message.Replace("none", grant.Id, StringComparison.Ordinal), foreign.Error?.Message);
        Assert.Equal(ErrorReason.GrantNotFound, grantors.Error?.Reason);
        Assert.Equal((ErrorReason.GrantEnded, "grants[1]"), (expired.Error?.Reason, expired.Error?.Field));
        Assert.Contains("has expired", expired.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grantor_ThatHasGoneToAnotherSpace_RefusesTheSearchWithBothNamed()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await Platform.StartAsync(
            ingest: false,
            configure: services =>
            {
                index?.AddTo(services);
                services.AddSingleton<Core.Embedding.IModelCatalog>(new TwoModels());
            });
        var acme = await platform.OnboardAsync("acme");
        await platform.OnboardAsync("beta");
        var grant = await GrantAsync(platform, Filter.Everything);
        Value(await platform.Tenant("acme").BeginModelChangeAsync(TwoModels.Other, default));
        Value(await platform.Tenant("acme").MakeLiveAsync(1, default));

        var refused = await SearchAsync(platform, Request(HitGrouping.Segment, grant.Id));

        Assert.Equal((ErrorReason.SpaceMismatch, "grants[0]"), (refused.Error?.Reason, refused.Error?.Field));
        Assert.Contains(acme.Space.Value, refused.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("other@fedcba9876543210", refused.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoredPart_ThatIsLeftOut_IsLeftOutOfTheOwnLibraryAlone()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await FillAsync(index);
        var grant = await GrantAsync(platform, Filter.Everything);
        var request = RequestOf("beta", Stored("shared")) with { Grants = [grant.Id], ExcludeStored = true, Limit = 50 };

        var answer = Value(await SearchAsync(platform, request));
        var foreign = await SearchAsync(platform, RequestOf("beta", Stored("secret")) with { Grants = [grant.Id] });

        Assert.DoesNotContain(answer.Hits, hit => hit is { Owner: null, VideoId.Value: "shared" });
        Assert.Contains(answer.Hits, hit => hit.Owner == Acme && hit.VideoId.Value == "shared");
        Assert.Equal(ErrorReason.VideoNotFound, foreign.Error?.Reason);
    }

    private static (Guid, float, string, string, string, int) Told(SearchHit hit) =>
        (hit.PointId.Value, hit.Score, hit.GrantId, hit.Name, hit.Segment.Text, hit.Metadata.Count);

    private protected static MetadataMatch Named(params string[] names) => new("name", [.. names.Select(MetadataValue.Of)]);

    private protected static SearchRequest Request(HitGrouping grouping, params string[] grants) =>
        RequestOf("beta", Text("red")) with { Grouping = grouping, Explain = false, Limit = 20, Grants = [.. grants] };

    private static CreateGrant Order(Filter filter, GrantedFields fields) =>
        new("", Beta, "", filter, fields, TimeProvider.System.GetUtcNow().AddDays(1), "key");

    private protected static async Task<Grant> GrantAsync(Platform platform, Filter filter, GrantedFields? fields = null) =>
        Value(await platform.Grains.GivenGrants(Acme).CreateAsync(Order(filter, fields ?? new GrantedFields(true, false, false, ["name"])), default));

    private protected static Task<Result<SearchAnswer>> SearchAsync(Platform platform, SearchRequest request) => platform.Grains.Search().SearchAsync(request, default);

    private protected static async Task<Platform> FillAsync(IRemoteIndex? index, int frozen = 100)
    {
        var platform = await Platform.StartAsync(configure: services =>
        {
            index?.AddTo(services);
            services.Configure<TenantOptions>(options => options.ShardsPerTenant = 2);
            services.Configure<SearchOptions>(options => options.FrozenHits = frozen);
        });
        await platform.OnboardAsync("acme");
        await platform.OnboardAsync("beta");
        foreach (var (tenant, video) in new[] { ("acme", "shared"), ("acme", "also"), ("acme", "secret"), ("beta", "shared"), ("beta", "mine") })
            Value(await platform.UploadAsync(tenant, video, $"3 {video} of {tenant}", "1\n00:00:00,000 --> 00:00:20,000\nred words\n"));
        foreach (var (tenant, video) in new[] { ("acme", "shared"), ("acme", "also"), ("acme", "secret"), ("beta", "shared"), ("beta", "mine") })
            await platform.WaitAsync(tenant, video, VideoStatus.Ready);
        return platform;
    }
}
