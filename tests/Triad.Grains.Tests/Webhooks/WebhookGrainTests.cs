using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Errors;
using Triad.Core.Fetching;
using Triad.Core.Identity;
using Triad.Core.Webhooks;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Abstractions.Webhooks;
using Triad.Grains.Tests.Erasure;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Webhooks;

/// <summary>Webhooks over real stores and real sockets.</summary>
public sealed class WebhookGrainTests
{
    [Fact]
    public async Task Video_FromUploadToDeletion_IsToldSigned()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var platform = await WebhookWorld.StartAsync(ingest: true);
        await platform.OnboardAsync("acme");
        var hook = await platform.CreateAsync(receiver.Url);

        Value(await platform.UploadAsync("acme", "car", "1 red car"));
        await platform.WaitAsync("acme", "car", VideoStatus.Ready);
        var ready = (await receiver.WaitAsync(1))[0];
        Value(await platform.UploadAsync("acme", "bad", "bad file"));
        var failed = (await receiver.WaitAsync(2))[1];
        Value(await platform.Video("acme", "car").DeleteByAsync("k", default));
        var deleted = (await receiver.WaitAsync(3))[2];

        Assert.Equal(("video.ready", "car", 1), (ready.Type, ready.Data.GetProperty("video_id").GetString(), ready.Data.GetProperty("generation").GetInt32()));
        Assert.Equal(("video.failed", "bad"), (failed.Type, failed.Data.GetProperty("video_id").GetString()));
        Assert.Equal(failed.Data.GetProperty("reason").GetString()!.ToUpperInvariant(), failed.Data.GetProperty("reason").GetString());
        Assert.Equal(("video.deleted", "car"), (deleted.Type, deleted.Data.GetProperty("video_id").GetString()));
        Assert.StartsWith("er", deleted.Data.GetProperty("receipt_id").GetString(), StringComparison.Ordinal);
        Assert.All([ready, failed, deleted], message => Assert.True(message.IsSignedBy(hook.Secret)));
        Assert.All([ready, failed, deleted], message => Assert.Equal("application/json", message.ContentType));
        Assert.Equal(3, receiver.Arrived.Select(message => message.Id).Distinct().Count());
    }

    [Fact]
    public async Task Tenant_SuspendedAndResumed_IsTold()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var platform = await WebhookWorld.StartAsync();
        await platform.OnboardAsync("acme");
        await platform.CreateAsync(receiver.Url);

        Value(await platform.Tenant("acme").SuspendAsync("unpaid", default));
        Value(await platform.Tenant("acme").SuspendAsync("unpaid still", default));
        await receiver.WaitAsync(1);
        Value(await platform.Tenant("acme").ResumeAsync(default));

        Assert.Equal(["tenant.suspended", "tenant.resumed"], (await receiver.WaitAsync(2)).Select(message => message.Type));
    }

    [Fact]
    public async Task Quota_NearItsLimitAndOverIt_IsTold()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var platform = await WebhookWorld.StartAsync();
        await platform.OnboardAsync("acme", new TenantQuotas(5, null, null, null, null, null));
        await platform.CreateAsync(receiver.Url);

        for (var i = 0; i < 4; i++)
            Value(await platform.UploadAsync("acme", $"v{i}", "1 red car"));
        var warned = (await receiver.WaitAsync(1))[0];
        Value(await platform.UploadAsync("acme", "v4", "1 red car"));
        var exceeded = (await receiver.WaitAsync(2))[1];
        Assert.Equal(ErrorReason.QuotaExceeded, (await platform.UploadAsync("acme", "v5", "1 red car")).Error?.Reason);

        Assert.Equal(("quota.warning", "videos", 5, 4), (warned.Type, warned.Data.GetProperty("quota").GetString(), warned.Data.GetProperty("limit").GetInt32(), warned.Data.GetProperty("used").GetInt32()));
        Assert.Equal(("quota.exceeded", 5), (exceeded.Type, exceeded.Data.GetProperty("used").GetInt32()));
        Assert.Equal(2, receiver.Arrived.Count);
    }

    [Fact]
    public async Task Failure_IsTriedAgain_UnderTheSameId()
    {
        await using var receiver = await WebhookReceiver.StartAsync(WebhookReceiver.Answer(500), WebhookReceiver.HangAsync);
        await using var platform = await WebhookWorld.StartAsync();
        await platform.OnboardAsync("acme");
        var hook = await platform.CreateAsync(receiver.Url);

        Value(await platform.Tenant("acme").SuspendAsync("", default));
        var messages = await receiver.WaitAsync(3);
        var delivered = await platform.WaitAsync(hook.Webhook.Id, WebhookDeliveryState.Delivered);

        Assert.Single(messages.Select(message => message.Id).Distinct());
        Assert.Single(messages.Select(message => Convert.ToHexString(message.Body)).Distinct());
        Assert.Equal((3, 200, ""), (delivered.Attempts, delivered.LastStatus, delivered.LastProblem));
        Assert.Equal(messages[0].Id, delivered.Id.ToString("d"));
    }

    [Fact]
    public async Task LastFailure_MakesADeadLetter_WhichCanBeSentAgain()
    {
        await using var receiver = await WebhookReceiver.StartAsync([.. Enumerable.Repeat(WebhookReceiver.Answer(500), 3)]);
        await using var platform = await WebhookWorld.StartAsync();
        await platform.OnboardAsync("acme");
        var hook = (await platform.CreateAsync(receiver.Url)).Webhook.Id;
        Value(await platform.Tenant("acme").SuspendAsync("", default));

        var dead = await platform.WaitAsync(hook, WebhookDeliveryState.Dead);
        var shown = Value(await platform.Webhooks().GetAsync(hook, default));
        var again = Value(await platform.Webhooks().RedeliverAsync(hook, dead.Id, default));
        var delivered = await platform.WaitAsync(hook, WebhookDeliveryState.Delivered);

        Assert.Equal((3, 500, "answered 500"), (dead.Attempts, dead.LastStatus, dead.LastProblem));
        Assert.Equal((0, 1), (shown.Pending, shown.Dead));
        Assert.Equal(WebhookDeliveryState.Pending, again.State);
        Assert.Equal((dead.Id, 1), (delivered.Id, delivered.Attempts));
        Assert.Equal(4, receiver.Arrived.Count);
        Assert.Equal(ErrorReason.DeliveryNotFound, (await platform.Webhooks().RedeliverAsync(hook, Guid.NewGuid(), default)).Error?.Reason);
        Assert.Equal(ErrorReason.WebhookNotFound, (await platform.Webhooks().RedeliverAsync("none", dead.Id, default)).Error?.Reason);
    }

    [Fact]
    public async Task Receiver_ThatIsGone_PausesItsWebhook()
    {
        await using var receiver = await WebhookReceiver.StartAsync(WebhookReceiver.Answer(410));
        await using var platform = await WebhookWorld.StartAsync();
        await platform.OnboardAsync("acme");
        var hook = (await platform.CreateAsync(receiver.Url)).Webhook.Id;
        Value(await platform.Tenant("acme").SuspendAsync("", default));
        await platform.WaitAsync(hook, WebhookDeliveryState.Dead);

        var paused = Value(await platform.Webhooks().GetAsync(hook, default));
        Value(await platform.Tenant("acme").ResumeAsync(default));
        var test = await platform.Webhooks().TestAsync(hook, default);
        var waiting = await platform.WaitAsync(hook, WebhookDeliveryState.Pending);
        Value(await platform.Webhooks().UpdateAsync(new UpdateWebhook(hook, null, null, false), default));
        var messages = await receiver.WaitAsync(2);

        Assert.True(paused.Paused);
        Assert.Contains("410", paused.PauseReason, StringComparison.Ordinal);
        Assert.Equal(ErrorReason.WebhookPaused, test.Error?.Reason);
        Assert.Equal("tenant.resumed", waiting.EventType);
        Assert.Equal("tenant.resumed", messages[1].Type);
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        await using var inner = await WebhookReceiver.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync([.. Enumerable.Repeat(WebhookReceiver.Redirect(inner.Url), 3)]);
        await using var platform = await WebhookWorld.StartAsync();
        await platform.OnboardAsync("acme");
        var hook = (await platform.CreateAsync(receiver.Url)).Webhook.Id;
        Value(await platform.Tenant("acme").SuspendAsync("", default));

        var dead = await platform.WaitAsync(hook, WebhookDeliveryState.Dead);

        Assert.Equal((302, "answered 302: redirects are not followed"), (dead.LastStatus, dead.LastProblem));
        Assert.Empty(inner.Arrived);
    }

    [Theory]
    [InlineData("http://10.0.0.1/hook")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::1]/hook")]
    [InlineData("ftp://example.com/")]
    [InlineData("http://127.1/")]
    public async Task Address_ThatIsNotPublic_IsRefused(string url)
    {
        await using var platform = await WebhookWorld.StartAsync();
        await platform.OnboardAsync("acme");

        var created = await platform.Webhooks().CreateAsync(new CreateWebhook("", url, []), default);

        Assert.Equal((ErrorReason.FieldInvalid, "url"), (created.Error?.Reason, created.Error?.Field));
        Assert.Empty(Value(await platform.Webhooks().ListAsync(default)));
    }

    [Fact]
    public async Task Webhook_MadeTwiceByOneRequest_IsOne()
    {
        await using var platform = await WebhookWorld.StartAsync(configure: options => options.MaxWebhooks = 1);
        await platform.OnboardAsync("acme");
        var request = new CreateWebhook("r1", "http://127.0.0.1:9/", ["video.ready"]);

        var first = Value(await platform.Webhooks().CreateAsync(request, default));
        var second = Value(await platform.Webhooks().CreateAsync(request, default));

        Assert.Equal((first.Webhook.Id, first.Secret), (second.Webhook.Id, second.Secret));
        Assert.Equal(ErrorReason.LimitExceeded, (await platform.Webhooks().CreateAsync(request with { RequestId = "r2" }, default)).Error?.Reason);
        Assert.Equal("event_types", (await platform.Webhooks().UpdateAsync(new UpdateWebhook(first.Webhook.Id, null, ["none"], null), default)).Error?.Field);
        Assert.Equal(ErrorReason.TenantNotFound, (await platform.Webhooks(TenantId.From("nobody")).CreateAsync(request, default)).Error?.Reason);
    }

    [Fact]
    public async Task Secret_IsNowhereInTheClear_AndSignsWithTheOldOneForAWhile()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var platform = await WebhookWorld.StartAsync();
        await platform.OnboardAsync("acme");
        var made = await platform.CreateAsync(receiver.Url);

        var rotated = Value(await platform.Webhooks().RotateAsync(made.Webhook.Id, TimeSpan.FromHours(1), default));
        Value(await platform.Webhooks().TestAsync(made.Webhook.Id, default));
        var both = (await receiver.WaitAsync(1))[0];
        var last = Value(await platform.Webhooks().RotateAsync(made.Webhook.Id, TimeSpan.Zero, default));
        Value(await platform.Webhooks().TestAsync(made.Webhook.Id, default));
        var one = (await receiver.WaitAsync(2))[1];

        Assert.Equal((true, true), (both.IsSignedBy(made.Secret), both.IsSignedBy(rotated.Secret)));
        Assert.Equal((false, false, true), (one.IsSignedBy(made.Secret), one.IsSignedBy(rotated.Secret), one.IsSignedBy(last.Secret)));
        Assert.NotNull(rotated.Webhook.OldSecretUntil);
        Assert.Null(last.Webhook.OldSecretUntil);
        var stored = Stored(platform.Folder, "SELECT group_concat(hex(payload)) FROM grain_state WHERE state_name = 'webhooks'");
        Assert.All([made.Secret, last.Secret], secret => Assert.DoesNotContain(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(secret[6..])), stored, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Event_OfATypeThatIsNotAskedFor_OrOfBefore_IsNotTold()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var platform = await WebhookWorld.StartAsync();
        await platform.OnboardAsync("acme");
        var hook = (await platform.CreateAsync(receiver.Url, ["tenant.resumed"])).Webhook.Id;
        var before = WebhookEvent.Of(WebhookWorld.Acme, WebhookEventTypes.TenantResumed, "1", TimeProvider.System.GetUtcNow().AddMinutes(-1), WebhookSubject.None);

        Value(await platform.Tenant("acme").SuspendAsync("", default));
        Assert.True((await platform.Webhooks().NoteAsync(WebhookNote.Of(before), default)).IsOk);
        Value(await platform.Tenant("acme").ResumeAsync(default));
        await platform.WaitAsync(hook, WebhookDeliveryState.Delivered);

        Assert.Equal("tenant.resumed", Assert.Single(receiver.Arrived).Type);
    }

    // At-least-once: what was noted is sent, whatever becomes of the process before it is.
    [Fact]
    public async Task Process_KilledBeforeItSends_IsFollowedByOneThatDoes()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var folder = Directory.CreateTempSubdirectory("triad-webhooks-").FullName;
        var held = new HeldFetcher();
        string hook;
        await using (var platform = await WebhookWorld.StartAsync(folder, services: services => services.AddSingleton<ISafeFetcher>(held)))
        {
            await platform.OnboardAsync("acme");
            hook = (await platform.CreateAsync(receiver.Url)).Webhook.Id;
            Value(await platform.Tenant("acme").SuspendAsync("", default));
            await held.Asked.WaitAsync(Patience);
        }

        Assert.Empty(receiver.Arrived);
        await using (var platform = await WebhookWorld.StartAsync(folder))
        {
            var delivered = await platform.WaitAsync(hook, WebhookDeliveryState.Delivered);
            Assert.Equal(("tenant.suspended", 1), (delivered.EventType, delivered.Attempts));
        }

        Assert.Single(receiver.Arrived);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Event_ToldTwice_IsSentOnce()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var platform = await WebhookWorld.StartAsync();
        await platform.OnboardAsync("acme");
        var hook = (await platform.CreateAsync(receiver.Url)).Webhook.Id;
        var note = WebhookNote.Of(WebhookEvent.Of(WebhookWorld.Acme, WebhookEventTypes.VideoReady, "1", TimeProvider.System.GetUtcNow(), WebhookSubject.None));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => platform.Webhooks().NoteAsync(note, default)));
        await platform.WaitAsync(hook, WebhookDeliveryState.Delivered);
        Assert.True((await platform.Webhooks().NoteAsync(note, default)).IsOk);
        Value(await platform.Webhooks().TestAsync(hook, default));

        Assert.Equal(["video.ready", "ping"], (await receiver.WaitAsync(2)).Select(message => message.Type));
    }

    [Fact]
    public async Task Receiver_ThatIsSlow_HoldsUpNobodyElse()
    {
        await using var slow = await WebhookReceiver.StartAsync([.. Enumerable.Repeat<Func<Microsoft.AspNetCore.Http.HttpContext, Task>>(WebhookReceiver.HangAsync, 100)]);
        await using var quick = await WebhookReceiver.StartAsync();
        await using var platform = await WebhookWorld.StartAsync(configure: options => (options.TimeoutSeconds, options.AtOncePerWebhook) = (60, 2));
        await platform.OnboardAsync("acme");
        await platform.OnboardAsync("rival");
        var (rival, now) = (TenantId.From("rival"), TimeProvider.System.GetUtcNow().AddSeconds(1));
        await platform.CreateAsync(slow.Url);
        var beside = (await platform.CreateAsync(quick.Url)).Webhook.Id;
        var other = (await platform.CreateAsync(quick.Url, tenant: rival)).Webhook.Id;

        foreach (var tenant in new[] { WebhookWorld.Acme, rival })
        {
            for (var i = 0; i < 5; i++)
                Assert.True((await platform.Webhooks(tenant).NoteAsync(WebhookNote.Of(WebhookEvent.Of(tenant, WebhookEventTypes.VideoReady, $"{i}", now, WebhookSubject.None)), default)).IsOk);
        }

        await quick.WaitAsync(10);
        await platform.WaitAsync(beside, WebhookDeliveryState.Delivered);
        await platform.WaitAsync(other, WebhookDeliveryState.Delivered, rival);
        Assert.Equal(2, (await slow.WaitAsync(2)).Count);
    }

    [Fact]
    public async Task Events_ThatAreTooMany_AreDroppedAndCounted()
    {
        await using var platform = await WebhookWorld.StartAsync(
            configure: options => options.MaxWaiting = 10, services: services => services.AddSingleton<ISafeFetcher>(new HeldFetcher()));
        await platform.OnboardAsync("acme");
        var hook = (await platform.CreateAsync("http://127.0.0.1:9/")).Webhook.Id;

        for (var i = 0; i < 13; i++)
        {
            var note = WebhookNote.Of(WebhookEvent.Of(WebhookWorld.Acme, WebhookEventTypes.VideoReady, $"{i}", TimeProvider.System.GetUtcNow(), WebhookSubject.None));
            Assert.True((await platform.Webhooks().NoteAsync(note, default)).IsOk);
        }

        var shown = Value(await platform.Webhooks().GetAsync(hook, default));
        Assert.Equal((10, 3), (shown.Pending, shown.Dropped));
        Assert.NotNull(shown.DroppedAt);
    }

    [Fact]
    public async Task Deliveries_OverPages_AreEachOnce_NewestFirst()
    {
        await using var platform = await WebhookWorld.StartAsync(services: services => services.AddSingleton<ISafeFetcher>(new HeldFetcher()));
        await platform.OnboardAsync("acme");
        var hook = (await platform.CreateAsync("http://127.0.0.1:9/")).Webhook.Id;
        var now = TimeProvider.System.GetUtcNow().AddSeconds(1);
        for (var i = 0; i < 7; i++)
        {
            var note = WebhookNote.Of(WebhookEvent.Of(WebhookWorld.Acme, WebhookEventTypes.VideoReady, $"{i}", now.AddSeconds(i / 2), WebhookSubject.None));
            Assert.True((await platform.Webhooks().NoteAsync(note, default)).IsOk);
        }

        var seen = new List<WebhookDelivery>();
        ImmutableArray<WebhookDelivery> page;
        do
        {
            var after = seen.Count > 0 ? new WebhookPlace(seen[^1].EventAt, seen[^1].Id) : null;
            page = Value(await platform.Webhooks().DeliveriesAsync(hook, null, after, 3, default));
            seen.AddRange(page);
        }
        while (page.Length == 3);

        Assert.Equal(7, seen.Select(delivery => delivery.Id).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(delivery => delivery.EventAt).Select(delivery => delivery.EventAt), seen.Select(delivery => delivery.EventAt));
    }

    [Fact]
    public async Task Webhook_Deleted_IsGoneWithItsDeliveries()
    {
        await using var platform = await WebhookWorld.StartAsync(services: services => services.AddSingleton<ISafeFetcher>(new HeldFetcher()));
        await platform.OnboardAsync("acme");
        var hook = (await platform.CreateAsync("http://127.0.0.1:9/")).Webhook.Id;
        Value(await platform.Tenant("acme").SuspendAsync("", default));

        Assert.True((await platform.Webhooks().DeleteAsync(hook, default)).IsOk);

        Assert.Equal(ErrorReason.WebhookNotFound, (await platform.Webhooks().GetAsync(hook, default)).Error?.Reason);
        Assert.Equal(ErrorReason.WebhookNotFound, (await platform.Webhooks().DeleteAsync(hook, default)).Error?.Reason);
        Assert.Equal("0", Stored(platform.Folder, "SELECT count(*) FROM owner_row WHERE owner = 'webhooks/acme'"));
    }

    [Fact]
    public async Task Tenant_Erased_LeavesNoWebhook()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var platform = await WebhookWorld.StartAsync();
        await platform.OnboardAsync("acme");
        await platform.CreateAsync("http://127.0.0.1:9/");
        Value(await platform.Tenant("acme").SuspendAsync("", default));

        var receipt = await ErasureWorld.EraseAsync(platform, "acme");

        var store = receipt.Stores.Single(one => one.Name == "webhooks");
        Assert.InRange(store.Before, 3, 10); // The state, the owner of the rows, and one row at least.
        Assert.Equal(0, store.After);
        Assert.Equal("0", Stored(platform.Folder, "SELECT count(*) FROM owner WHERE owner = 'webhooks/acme'"));
        Assert.Equal("0", Stored(platform.Folder, "SELECT count(*) FROM grain_state WHERE state_name = 'webhooks'"));
    }

    private static string Stored(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "state.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return $"{command.ExecuteScalar()}";
    }
}
