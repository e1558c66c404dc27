using Grpc.Core;
using Triad.Testing.Platform;

namespace Triad.Client.Tests.Calls;

public sealed class RetryTests : ClientTest
{
    [Fact]
    public async Task Read_UnavailableTwice_SucceedsOnTheThirdAttempt()
    {
        Store("one");
        Script.FailNext("GetVideo", Refusal.Unavailable(), Refusal.Unavailable());

        var video = await Client.Library.GetAsync("one");

        Assert.Equal("one", video.Id);
        Assert.Equal(3, Script.CountOf("GetVideo"));
    }

    [Fact]
    public async Task Read_PlatformNamesAWait_WaitsThatLong()
    {
        Store("one");
        Script.FailNext("GetVideo", Refusal.Unavailable(TimeSpan.FromSeconds(7)));

        await Client.Library.GetAsync("one");

        Assert.Equal([TimeSpan.FromSeconds(7)], Fixture.Time.Waits);
    }

    [Fact]
    public async Task Call_BeyondAQuota_WaitsAsItIsTold_WithinItsAttempts_AndSaysWhichQuota()
    {
        Store("one");
        var waits = new[] { 0.25, 0.5, 0.75, 1 };
        Script.FailNext("GetVideo", [.. waits.Select(wait => Refusal.Quota("queries_per_second", 20, TimeSpan.FromSeconds(wait)))]);

        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Library.GetAsync("one"));

        Assert.Equal(waits.SkipLast(1).Select(TimeSpan.FromSeconds), Fixture.Time.Waits);
        Assert.Equal(("QUOTA_EXCEEDED", "queries_per_second", 20, 20), (failure.Reason, failure.Quota, failure.QuotaLimit, failure.QuotaUsed));
        Assert.Equal(TimeSpan.FromSeconds(1), failure.RetryAfter);
    }

    [Fact]
    public async Task Call_BeyondAQuotaThatTimeDoesNotHelp_IsNotRepeated()
    {
        Script.FailNext("GetVideo", Refusal.Quota("stored_bytes", 100, null));

        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Library.GetAsync("one"));

        Assert.Equal((false, "stored_bytes"), (failure.Retryable, failure.Quota));
        Assert.Equal(1, Script.CountOf("GetVideo"));
    }

    [Fact]
    public async Task Read_NoWaitNamed_BacksOff()
    {
        Store("one");
        Script.FailNext("GetVideo", Refusal.Unavailable(), Refusal.Unavailable(), Refusal.Unavailable());

        await Client.Library.GetAsync("one");

        Assert.Equal(3, Fixture.Time.Waits.Count);
        Assert.All(Fixture.Time.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, Fixture.Options().MaxRetryDelay));
    }

    [Fact]
    public async Task Read_UnavailableForGood_FailsAfterMaxAttempts()
    {
        Script.FailNext("GetVideo", [.. Enumerable.Repeat(Refusal.Unavailable(), 10)]);

        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Library.GetAsync("one"));

        Assert.Equal("UNAVAILABLE", failure.Reason);
        Assert.True(failure.Retryable);
        Assert.Equal(Fixture.Options().MaxAttempts, Script.CountOf("GetVideo"));
    }

    [Fact]
    public async Task Read_WaitLongerThanTheMaximum_FailsAtOnce()
    {
        Script.FailNext("GetVideo", Refusal.Unavailable(TimeSpan.FromMinutes(5)));

        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Library.GetAsync("one"));

        Assert.Equal(TimeSpan.FromMinutes(5), failure.RetryAfter);
        Assert.Equal(1, Script.CountOf("GetVideo"));
    }

    [Fact]
    public async Task Read_WaitBeyondTheTimeout_FailsAtOnce()
    {
        Script.FailNext("GetVideo", Refusal.Unavailable(TimeSpan.FromSeconds(10)));
        using var hasty = new TriadClient(Fixture.Options() with { Timeout = TimeSpan.FromSeconds(5) });

        await Assert.ThrowsAsync<TriadException>(() => hasty.Library.GetAsync("one"));

        Assert.Equal(1, Script.CountOf("GetVideo"));
    }

    [Theory]
    [InlineData(StatusCode.InvalidArgument)]
    [InlineData(StatusCode.NotFound)]
    [InlineData(StatusCode.PermissionDenied)]
    [InlineData(StatusCode.Internal)]
    public async Task Read_RefusedForGood_IsNotRetried(StatusCode code)
    {
        Script.FailNext("GetVideo", Refusal.Of(code, "SOMETHING", "No."));

        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Library.GetAsync("one"));

        Assert.Equal(code, failure.StatusCode);
        Assert.False(failure.Retryable);
        Assert.Equal(1, Script.CountOf("GetVideo"));
    }

    [Fact]
    public async Task Write_Retried_CarriesTheSameRequestId()
    {
        Script.FailNext("CreateTenant", Refusal.Unavailable());

        await Client.Tenants.CreateAsync("acme");
        await Client.Tenants.CreateAsync("other");

        Assert.Equal(3, Script.CountOf("CreateTenant"));
        Assert.All(Script.TenantRequestIds, id => Assert.NotEmpty(id));
        Assert.Equal(2, Script.TenantRequestIds.Distinct().Count());
    }

    [Fact]
    public async Task CreateKey_OutcomeUnknown_IsNotRetried()
    {
        Script.FailNext("CreateApiKey", Refusal.Unavailable());

        await Assert.ThrowsAsync<TriadException>(() => Client.Tenants.CreateKeyAsync("acme", [KeyScope.Search]));

        Assert.Equal(1, Script.CountOf("CreateApiKey"));
    }

    [Fact]
    public async Task CreateKey_RefusedWithAWait_IsRetried()
    {
        Script.FailNext("CreateApiKey", Refusal.Of(StatusCode.ResourceExhausted, "QUEUE_FULL", "Full.", retryAfter: TimeSpan.FromSeconds(1)));

        var created = await Client.Tenants.CreateKeyAsync("acme", [KeyScope.Search]);

        Assert.Equal("tk_key0_secret", created.Key);
        Assert.Equal(2, Script.CountOf("CreateApiKey"));
    }

    [Fact]
    public async Task Delete_FirstOutcomeUnknown_SecondAttemptMayFindNothing()
    {
        Script.FailNext("DeleteVideo", Refusal.Unavailable());

        await Client.Library.DeleteAsync("gone");

        Assert.Equal(2, Script.CountOf("DeleteVideo"));
    }

    [Fact]
    public async Task Delete_Missing_Fails()
    {
        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Library.DeleteAsync("gone"));

        Assert.Equal("VIDEO_NOT_FOUND", failure.Reason);
    }
}
