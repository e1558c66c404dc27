using Triad.Client;

namespace Triad.EndToEnd.Tests;

public sealed class TenantsApartTests
{
    [Fact]
    public async Task ForeignVideo_IsAnsweredLikeAMissingOne()
    {
        await using var server = await ServerProcess.StartAsync();
        using var acme = await server.OnboardAsync("acme");
        using var other = await server.OnboardAsync("other");
        var file = Path.Combine(Checkout.Samples, "sample-00.mp4");
        var video = await acme.Library.UploadAndWaitAsync(file, new UploadOptions { VideoId = "mine" });
        Assert.Equal(VideoState.Ready, video.State);

        Assert.Equal(await AnswerAsync(() => other.Library.GetAsync("none")), await AnswerAsync(() => other.Library.GetAsync("mine")));
        Assert.Equal(await AnswerAsync(() => other.Library.DeleteAsync("none")), await AnswerAsync(() => other.Library.DeleteAsync("mine")));
        Assert.Equal(
            await AnswerAsync(() => other.Search.QueryAsync(new SearchQuery().WithStoredVideo("none"))),
            await AnswerAsync(() => other.Search.QueryAsync(new SearchQuery().WithStoredVideo("mine"))));
        Assert.Empty((await other.Search.QueryAsync("a red ring")).Hits);
        Assert.Equal("WATERMARK_INVALID", (await Assert.ThrowsAsync<TriadException>(
            () => other.Search.QueryAsync("a red ring", new SearchOptions { WaitFor = video.Watermark }))).Reason);
        Assert.NotEmpty((await acme.Search.QueryAsync("a red ring", new SearchOptions { WaitFor = video.Watermark })).Hits);
    }

    [Fact]
    public async Task RevokedKey_IsRefusedWithinFiveSeconds()
    {
        await using var server = await ServerProcess.StartAsync();
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync("acme");
        var key = await @operator.Tenants.CreateKeyAsync("acme", [KeyScope.Search]);
        using var client = server.Connect(key.Key, null);
        await client.Library.ListAsync().ToListAsync();
        await @operator.Tenants.RevokeKeyAsync(key.Info.Id);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        TriadException? refused = null;
        while (refused is null)
        {
            patience.Token.ThrowIfCancellationRequested();
            try
            {
                await client.Library.ListAsync().ToListAsync();
            }
            catch (TriadException exception)
            {
                refused = exception;
            }
        }

        Assert.Equal("KEY_INVALID", refused.Reason);
    }

    /// <summary>The refusal without what the request itself said.</summary>
    private static async Task<(string, string)> AnswerAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<TriadException>(call);
        return (refused.Reason, refused.Message.Replace("none", "ID").Replace("mine", "ID"));
    }
}
