using Grpc.Core;
using Triad.Client;
using Triad.Testing.Contract;
using Triad.Testing.Tenants;

namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>Whoever holds a token that is confined to some videos sees those, whatever the token or the request says of itself.</summary>
public sealed class BoundTokenAttackTests(OwnerFixture fixture) : IClassFixture<OwnerFixture>
{
    private static readonly SearchFilter OneVideo = SearchFilter.All(FilterCondition.Videos(OwnerData.Video));

    [Fact]
    public async Task Token_ConfinedToOneVideo_FindsAndListsItAlone()
    {
        using var client = Connect(Token(fixture.Owner.Key, OneVideo));
        var everything = new SearchFilter { Should = [FilterCondition.Videos(OwnerData.Video, OwnerData.OtherVideo, fixture.Owner.RequestedVideo)] };

        var hits = (await client.Search.QueryAsync("a red ring", new SearchOptions { Filter = everything, Limit = 100, GroupBy = ResultGrouping.Segment })).Hits;
        var listed = await client.Library.ListAsync(new ListVideosOptions { Filter = everything }).ToListAsync();

        Assert.NotEmpty(hits);
        Assert.All(hits, hit => Assert.Equal(OwnerData.Video, hit.VideoId));
        Assert.Equal([OwnerData.Video], listed.Select(video => video.Id));
    }

    [Fact]
    public async Task Token_WithAFilterThatIsWiderThanItsKeys_SeesNoMoreThanTheKey()
    {
        var key = await CreateKeyAsync(OneVideo);
        using var client = Connect(Token(key, new SearchFilter()));
        using var other = Connect(Token(key, SearchFilter.All(FilterCondition.Videos(OwnerData.OtherVideo))));

        Assert.Equal([OwnerData.Video], (await client.Library.ListAsync().ToListAsync()).Select(video => video.Id));
        Assert.Empty(await other.Library.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task Video_ThatATokenShutsOut_IsAnsweredByEveryCallLikeNone()
    {
        var token = Token(fixture.Owner.Key, OneVideo, KeyScope.Search, KeyScope.Ingest);
        var missing = IdentityRegistry.Of(IdentityKind.Video).Values!(fixture.Owner, "").Missing;
        foreach (var method in ContractCalls.All.Where(method => fixture.Owner.IsImplemented(ContractCalls.NameOf(method))))
        {
            var recipe = CallRecipes.Find(ContractCalls.NameOf(method))!;
            foreach (var path in FieldPath.Of(method.InputType).Where(path => IdentityFields.Of(path.Field) == IdentityKind.Video))
            {
                // An upload under a hidden id cannot be: ids are the tenant's.
                if (method.Name == "UploadVideo")
                    continue;
                var hidden = await AskAsync(OwnerData.OtherVideo);
                var absent = await AskAsync(missing);
                Assert.Equal(OutcomeShape.Of(absent, [missing]), OutcomeShape.Of(hidden, [OwnerData.OtherVideo]));

                async Task<CallOutcome> AskAsync(string video)
                {
                    var requests = recipe.Requests(fixture.Owner);
                    requests[0] = path.Plant(requests[0], video);
                    return await fixture.Client.CallAsync(method, token, requests);
                }
            }
        }
    }

    [Fact]
    public async Task Token_OfAnotherTenantsKey_IsWorthNothingHere()
    {
        var stranger = await fixture.OnboardAsync(twinned: false);
        var forged = $"tk_{fixture.Owner.KeyId}_{stranger.Key.Split('_')[2]}";
        var get = ContractCalls.All.Single(method => method.Name == "GetVideo");

        var byForger = await fixture.Client.CallAsync(get, Token(forged, new SearchFilter()), new V1.GetVideoRequest { VideoId = OwnerData.Video });
        var byStranger = await fixture.Client.CallAsync(get, Token(stranger.Key, new SearchFilter()), new V1.GetVideoRequest { VideoId = OwnerData.Video });

        Assert.Equal((StatusCode.Unauthenticated, "TOKEN_INVALID"), (byForger.Code, byForger.Reason));
        Assert.Equal("VIDEO_NOT_FOUND", byStranger.Reason);
    }

    private static string Token(string key, SearchFilter filter, params KeyScope[] scopes) => TriadClient.CreateBoundToken(
        key, new BoundTokenOptions { Subject = "ann", Filter = filter, Scopes = scopes.Length > 0 ? scopes : [KeyScope.Search] });

    private TriadClient Connect(string token) => new(new TriadClientOptions { Address = fixture.Address, ApiKey = token });

    private async Task<string> CreateKeyAsync(SearchFilter filter)
    {
        using var @operator = new TriadClient(new TriadClientOptions { Address = fixture.Address, ApiKey = fixture.Owner.OperatorKey });
        return (await @operator.Tenants.CreateKeyAsync(fixture.Owner.Tenant, new CreateKeyOptions { Scopes = [KeyScope.Search], Filter = filter })).Key;
    }
}
