using System.Collections.Immutable;
using Triad.Client;

namespace Triad.Resilience.Tests.Durability;

/// <summary>All that was acknowledged so far.</summary>
internal sealed record ExpectedLibrary
{
    public const string Tenant = "acme";

    public bool HasTenant { get; init; }

    public ImmutableList<string> Keys { get; init; } = [];

    public ImmutableList<string> RevokedKeys { get; init; } = [];

    /// <summary>The uploads that must be there, each with its length.</summary>
    public ImmutableDictionary<string, long> Videos { get; init; } = ImmutableDictionary<string, long>.Empty;

    public ImmutableHashSet<string> Deleted { get; init; } = [];

    /// <summary>Looks at a server that was started on what a power cut left; a video must be ingested from the bytes that are left of it.</summary>
    public async Task CheckAsync(ServerProcess server, string what)
    {
        using var @operator = server.Operator();
        if (HasTenant)
            Assert.Equal(Tenant, (await @operator.Tenants.GetAsync(Tenant)).Id);
        foreach (var secret in Keys)
        {
            using var client = server.Connect(secret, null);
            Assert.Equal("VIDEO_NOT_FOUND", (await Assert.ThrowsAsync<TriadException>(() => client.Library.GetAsync("nowhere"))).Reason);
        }

        foreach (var secret in RevokedKeys)
        {
            using var client = server.Connect(secret, null);
            Assert.Equal("KEY_INVALID", (await Assert.ThrowsAsync<TriadException>(() => client.Library.GetAsync("nowhere"))).Reason);
        }

        if (Keys.IsEmpty)
            return;
        using var library = server.Connect(Keys[0], null);
        var listed = await library.Library.ListAsync().ToDictionaryAsync(video => video.Id);
        foreach (var (id, length) in Videos)
        {
            Assert.True(listed.ContainsKey(id), $"{what}: '{id}' is lost; there are: {string.Join(", ", listed.Keys)}");
            var video = await library.Library.WaitAsync(id);
            Assert.Equal(length, video.SizeBytes);
            var hits = await library.Search.QueryAsync("a red ring", new SearchOptions { WaitFor = video.Watermark, GroupBy = ResultGrouping.Segment, Limit = 1000 });
            Assert.Equal(video.SegmentCount, hits.Hits.Count(hit => hit.VideoId == id));
        }

        Assert.DoesNotContain(listed.Keys, Deleted.Contains);
    }
}
