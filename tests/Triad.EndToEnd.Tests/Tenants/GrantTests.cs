using Triad.Client;

namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>A tenant searches what another one grants it, on a real server.</summary>
public sealed class GrantTests
{
    private static readonly SearchFilter Public = SearchFilter.All(FilterCondition.MetadataEquals("public", true));

    [Fact]
    public async Task Grant_FromInvitationToRevocation_WorksOverARestart_AndStandsInBothLogs()
    {
        await using var server = await ServerProcess.StartAsync();
        using var acme = await server.OnboardAsync("acme");
        using var beta = await server.OnboardAsync("beta");
        await UploadAsync(acme, "open", "sample-00.mp4", isPublic: true);
        await UploadAsync(acme, "closed", "sample-01.mp4", isPublic: false);
        await UploadAsync(beta, "open", "sample-02.mp4", isPublic: false);
        var (acmes, betas) = (await KeyAsync(server, "acme", KeyScope.TenantAdmin, KeyScope.Auditor), await KeyAsync(server, "beta", KeyScope.TenantAdmin, KeyScope.Auditor));
        Grant grant;
        using (var grantor = server.Connect(acmes, null))
        using (var grantee = server.Connect(betas, null))
        {
            var invitation = await grantee.Grants.InviteAsync("acme");
            grant = await grantor.Grants.CreateAsync(Options(invitation.Token) with { Fields = new GrantedFields { Name = true } });
            Assert.Equal(grant.Id, Assert.Single(await grantee.Grants.ListAsync(new ListGrantsOptions { Received = true }).ToListAsync()).Id);
            Assert.Null((await grantee.Grants.GetAsync(grant.Id)).Filter);
            var circle = await RefusedAsync(async () => await grantee.Grants.CreateAsync(Options((await grantor.Grants.InviteAsync("beta")).Token)));
            Assert.Equal("GRANT_CONFLICT", circle.Reason);
        }

        Assert.All((await beta.Search.QueryAsync("a red ring", All())).Hits, hit => Assert.Equal(("", ""), (hit.TenantId, hit.GrantId)));
        var page = await beta.Search.QueryAsync("a red ring", All(grant.Id));
        var granted = page.Hits.Where(hit => hit.TenantId == "acme").ToList();
        Assert.NotEmpty(granted);
        Assert.All(granted, hit => Assert.Equal(("open", grant.Id, "film of acme", ""), (hit.VideoId, hit.GrantId, hit.VideoName, hit.TranscriptSnippet)));
        Assert.All(granted, hit => Assert.Empty(hit.Metadata));
        Assert.Contains(page.Hits, hit => hit is { TenantId: "beta", VideoId: "open", GrantId: "" });
        Assert.Equal(page.Hits.Select(hit => hit.Score).OrderDescending(), page.Hits.Select(hit => hit.Score));

        using (var reader = server.Connect(acmes, null))
            await LoggedAsync(reader, "acme", ["GrantService.CreateGrant/", "SearchService.Search/beta"]);
        await server.KillAsync();
        await server.RestartAsync();
        using var again = server.Connect(await KeyAsync(server, "beta", KeyScope.Search), null);
        Assert.Equal(granted.Count, (await again.Search.QueryAsync("a red ring", All(grant.Id))).Hits.Count(hit => hit.TenantId == "acme"));

        using var admin = server.Connect(acmes, null);
        var revoked = await admin.Grants.RevokeAsync(grant.Id);
        var refused = await RefusedAsync(() => again.Search.QueryAsync("a red ring", All(grant.Id)));
        Assert.Equal((GrantState.Revoked, "GRANT_ENDED"), (revoked.State, refused.Reason));

        using var auditor = server.Connect(betas, null);
        await LoggedAsync(admin, "acme", ["GrantService.CreateGrant/", "GrantService.RevokeGrant/", "SearchService.Search/beta", "SearchService.Search/beta"]);
        await LoggedAsync(auditor, "beta", ["GrantService.CreateGrant/acme", "GrantService.RevokeGrant/acme"]);
    }

    [Fact]
    public async Task Grant_InTheHandsOfOthers_IsWorthNothing()
    {
        await using var server = await ServerProcess.StartAsync();
        using var acme = await server.OnboardAsync("acme");
        using var beta = await server.OnboardAsync("beta");
        using var third = await server.OnboardAsync("third");
        await UploadAsync(acme, "open", "sample-00.mp4", isPublic: true);
        await UploadAsync(acme, "closed", "sample-01.mp4", isPublic: false);
        using var @operator = OperatorOf(server, "acme");
        var grant = await @operator.Grants.CreateAsync(Options(null) with { GranteeTenantId = "beta" });

        // A search, and its page token, of somebody else.
        var foreign = await RefusedAsync(() => third.Search.QueryAsync("a red ring", All(grant.Id)));
        var missing = await RefusedAsync(() => third.Search.QueryAsync("a red ring", All("none")));
        Assert.Equal(missing.Message.Replace("none", grant.Id, StringComparison.Ordinal), foreign.Message);
        var one = All(grant.Id) with { Limit = 1 };
        var first = await beta.Search.QueryAsync("a red ring", one);
        Assert.Equal("PAGE_TOKEN_INVALID", (await RefusedAsync(() => third.Search.QueryAsync("a red ring", one with { PageToken = first.NextPageToken }))).Reason);
        Assert.Equal("PAGE_TOKEN_INVALID", (await RefusedAsync(() => beta.Search.QueryAsync("a red ring", one with { Grants = [], PageToken = first.NextPageToken }))).Reason);
        Assert.NotEmpty((await beta.Search.QueryAsync("a red ring", one with { PageToken = first.NextPageToken })).Hits);

        // What is wider than the grant, and what looks at what it does not show.
        SearchFilter[] filters =
        [
            SearchFilter.All(FilterCondition.Videos("open", "closed")),
            new SearchFilter { Should = [FilterCondition.MetadataEquals("public", false), FilterCondition.Videos("open", "closed")] },
            new SearchFilter { MustNot = [FilterCondition.MetadataEquals("public", true)] },
        ];
        foreach (var filter in filters)
            Assert.All((await beta.Search.QueryAsync("a red ring", All(grant.Id) with { Filter = filter })).Hits, hit => Assert.Equal("open", hit.VideoId));
        Assert.Empty((await beta.Search.QueryAsync("a red ring", All(grant.Id) with { Filter = SearchFilter.All(FilterCondition.MetadataEquals("public", true)) })).Hits);

        // No other call reaches a granted video.
        Assert.Equal("VIDEO_NOT_FOUND", (await RefusedAsync(() => beta.Library.GetAsync("open"))).Reason);
        Assert.Equal("VIDEO_NOT_FOUND", (await RefusedAsync(() => beta.Search.QueryAsync(new SearchQuery().WithStoredVideo("open"), All(grant.Id)))).Reason);

        // A token that is confined by metadata which the grant hides is refused, and one by videos sees what passes its filter.
        var key = await KeyAsync(server, "beta", KeyScope.Search);
        using var ann = server.Connect(TokenOf(key, SearchFilter.All(FilterCondition.MetadataEquals("owner", "ann"))), null);
        using var open = server.Connect(TokenOf(key, SearchFilter.All(FilterCondition.Videos("open"))), null);
        Assert.Equal("SCOPE_MISSING", (await RefusedAsync(() => ann.Search.QueryAsync("a red ring", All(grant.Id)))).Reason);
        Assert.NotEmpty((await open.Search.QueryAsync("a red ring", All(grant.Id))).Hits);
    }

    [Fact]
    public async Task Grantor_SuspendedAndErased_IsOutOfTheGranteesSearches()
    {
        await using var server = await ServerProcess.StartAsync();
        using var acme = await server.OnboardAsync("acme");
        using var beta = await server.OnboardAsync("beta");
        await UploadAsync(acme, "open", "sample-00.mp4", isPublic: true);
        using var @operator = OperatorOf(server, "acme");
        var grant = await @operator.Grants.CreateAsync(Options(null) with { GranteeTenantId = "beta" });
        using var grantee = OperatorOf(server, "beta");

        await @operator.Tenants.SuspendAsync("acme");
        Assert.Equal("GRANT_ENDED", (await RefusedAsync(() => beta.Search.QueryAsync("a red ring", All(grant.Id)))).Reason);
        Assert.Equal(GrantState.Revoked, (await grantee.Grants.GetAsync(grant.Id)).State);
        await @operator.Tenants.ResumeAsync("acme");
        Assert.NotEmpty((await beta.Search.QueryAsync("a red ring", All(grant.Id))).Hits);
        await foreach (var _ in @operator.Tenants.DeleteAsync("acme"))
        {
            // To the receipt.
        }

        Assert.Equal("GRANT_ENDED", (await RefusedAsync(() => beta.Search.QueryAsync("a red ring", All(grant.Id)))).Reason);
        var gone = Assert.Single(await grantee.Grants.ListAsync(new ListGrantsOptions { Received = true }).ToListAsync());
        Assert.Equal((grant.Id, "acme", GrantState.Gone, ""), (gone.Id, gone.TenantId, gone.State, gone.DisplayName));
    }

    private static CreateGrantOptions Options(string? invitation) => new()
    {
        Invitation = invitation,
        Filter = Public,
        ExpireTime = TimeProvider.System.GetUtcNow().AddDays(1),
        DisplayName = "a grant",
    };

    private static SearchOptions All(params string[] grants) => new() { Grants = grants, Limit = 100, GroupBy = ResultGrouping.Segment };

    private static string TokenOf(string key, SearchFilter filter) =>
        TriadClient.CreateBoundToken(key, new BoundTokenOptions { Subject = "somebody", Filter = filter });

    private static Task<TriadException> RefusedAsync(Func<Task> call) => Assert.ThrowsAsync<TriadException>(call);

    private static TriadClient OperatorOf(ServerProcess server, string tenant) => new(new TriadClientOptions
    {
        Address = server.Address,
        ApiKey = File.ReadAllText(Path.Combine(server.Data, "operator.key")).Trim(),
        Tenant = tenant,
    });

    private static async Task<string> KeyAsync(ServerProcess server, string tenant, params KeyScope[] scopes)
    {
        using var @operator = server.Operator();
        return (await @operator.Tenants.CreateKeyAsync(tenant, scopes)).Key;
    }

    private static async Task UploadAsync(TriadClient client, string id, string sample, bool isPublic) =>
        await client.Library.UploadAndWaitAsync(Path.Combine(Checkout.Samples, sample), new UploadOptions
        {
            VideoId = id,
            Name = "film of acme",
            SegmentLength = TimeSpan.FromSeconds(2),
            Metadata = new Dictionary<string, MetadataValue> { ["public"] = isPublic },
        });

    /// <summary>Waits until the tenant's log has what is about grants: call and who else has made it.</summary>
    private static async Task LoggedAsync(TriadClient auditor, string tenant, string[] expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            var events = await auditor.Audit.ListAsync(new AuditFilter { Tenant = tenant }, patience.Token).ToListAsync(patience.Token);
            var told = events
                .Where(each => each.Call is "GrantService.CreateGrant" or "GrantService.RevokeGrant" || each.ByTenant.Length > 0)
                .Where(each => each.Code == "OK" && (each.ByTenant.Length == 0 || (each.KeyId.Length == 0 && each.From.Length == 0)))
                .Select(each => $"{each.Call}/{each.ByTenant}")
                .Order(StringComparer.Ordinal)
                .ToList();
            if (told.SequenceEqual(expected, StringComparer.Ordinal))
                return;
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }
}
