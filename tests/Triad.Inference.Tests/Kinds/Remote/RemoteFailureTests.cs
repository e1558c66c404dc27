using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Remote;

/// <summary>Endpoints that are slow, broken, wrong, overloaded or dead.</summary>
public sealed class RemoteFailureTests
{
    [Theory]
    [InlineData("[1, 2, 3]", ErrorReason.ModelUnavailable, "3 numbers, and the package states 8")]
    [InlineData("[0, 0, 0, 0, 0, 0, 0, 0]", ErrorReason.Internal, "without a length")]
    [InlineData("[null, 0, 0, 0, 0, 0, 0, 1]", ErrorReason.Internal, "not finite")]
    [InlineData("[1e39, 0, 0, 0, 0, 0, 0, 1]", ErrorReason.Internal, "not finite")]
    [InlineData("[\"1\", 0, 0, 0, 0, 0, 0, 1]", ErrorReason.ModelUnavailable, "no list of numbers")]
    [InlineData("\"AAAA\"", ErrorReason.ModelUnavailable, "base64")]
    [InlineData("{}", ErrorReason.ModelUnavailable, "no list of numbers")]
    public async Task VectorThatIsNone_IsRefused(string vector, ErrorReason reason, string problem)
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync();
        far.Server.Change = answer => answer["data"]![0]!["embedding"] = JsonNode.Parse(vector);

        var refused = await EmbedAsync(sut, "rain on a roof");

        Assert.Equal(reason, refused.Error!.Reason);
        Assert.Contains(problem, refused.Error.Message, StringComparison.Ordinal);
        Assert.Contains("far", refused.Error.Message, StringComparison.Ordinal);
        if (reason == ErrorReason.Internal)
            Assert.Contains("rain on a roof", refused.Error.Message, StringComparison.Ordinal);
        Assert.Single(far.Server.Requests);
    }

    [Theory]
    [InlineData("{}", "no list 'data'")]
    [InlineData("{\"data\": []}", "0 vectors for 1 inputs")]
    [InlineData("{\"data\": [{}]}", "no 'embedding'")]
    [InlineData("{\"data\": [{\"index\": 7, \"embedding\": [1]}]}", "the index 7")]
    [InlineData("{\"data\": [{\"index\": 0, \"embedding\": [NaN]}]}", "NaN")]
    [InlineData("<html>", "no JSON")]
    public async Task AnswerOfAnotherForm_IsRefused(string body, string problem)
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync();
        far.Server.Before = (context, _) => SayAsync(context, 200, body);

        var refused = await EmbedAsync(sut);

        Assert.Equal(ErrorReason.ModelUnavailable, refused.Error!.Reason);
        Assert.Contains(problem, refused.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Base64Vector_IsRead()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync();
        float[] vector = [0, 0, 0, 0, 0, 0, 3, 4];
        far.Server.Change = answer =>
            answer["data"]![0]!["embedding"] = Convert.ToBase64String(vector.SelectMany(BitConverter.GetBytes).ToArray());

        var embedded = await EmbedAsync(sut);

        Assert.Equal([0, 0, 0, 0, 0, 0, 0.6f, 0.8f], embedded.Value.Items[0].Vectors.Values.First().Vector.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnswerWithoutEnd_IsNotReadToIt(bool announces)
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync();
        far.Server.Before = async (context, _) =>
        {
            if (announces)
                context.Response.ContentLength = 1L << 40;
            var block = new byte[1 << 16];
            try
            {
                while (true)
                    await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                return true;
            }
        };

        var refused = await EmbedAsync(sut);

        Assert.Equal(ErrorReason.ModelUnavailable, refused.Error!.Reason);
        Assert.Contains("has more than", refused.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerThatBreaksOff_IsAskedForAgain()
    {
        var time = new WatchedTime();
        await using var far = await RemotePackageFixture.StartAsync(time);
        var sut = await far.EmbedderAsync();
        var asked = 0;
        far.Server.Before = async (context, _) =>
        {
            if (Interlocked.Increment(ref asked) > 1)
                return false;
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"data\"");
            context.Abort();
            return true;
        };

        var embedding = EmbedAsync(sut);
        await time.Waits.Task;
        time.Advance(WatchedTime.LongestWait);

        Assert.True((await embedding).IsOk, $"{(await embedding).Error}");
        Assert.Equal(2, asked);
    }

    [Theory]
    [InlineData(401, ErrorReason.ModelUnavailable, "TRIAD_TEST_FAILING_SECRET")]
    [InlineData(403, ErrorReason.ModelUnavailable, "TRIAD_TEST_FAILING_SECRET")]
    [InlineData(404, ErrorReason.ModelUnavailable, "status 404")]
    [InlineData(400, ErrorReason.FieldInvalid, "status 400")]
    [InlineData(413, ErrorReason.FieldInvalid, "status 413")]
    [InlineData(307, ErrorReason.ModelUnavailable, "not followed")]
    public async Task Refusal_IsToldWithoutTheSecretAndNotTriedAgain(int status, ErrorReason reason, string told)
    {
        const string Variable = "TRIAD_TEST_FAILING_SECRET";
        Environment.SetEnvironmentVariable(Variable, "hush-hush");
        await using var far = await RemotePackageFixture.StartAsync();
        await using var elsewhere = await EmbeddingServer.StartAsync();
        var sut = await far.EmbedderAsync(request => request with { SecretVariable = Variable });
        far.Server.Before = (context, _) =>
        {
            context.Response.Headers.Location = elsewhere.Url;
            return SayAsync(context, status, "the key hush-hush is wrong");
        };

        var refused = await EmbedAsync(sut);

        Assert.Equal(reason, refused.Error!.Reason);
        Assert.Contains(told, refused.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refused.Error.ToString(), StringComparison.Ordinal);
        Assert.Single(far.Server.Requests);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task OverloadThatPasses_IsWaitedForAsTheEndpointSays()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync();
        var asked = 0;
        far.Server.Before = (context, _) =>
        {
            if (Interlocked.Increment(ref asked) > 3)
                return Task.FromResult(false);
            context.Response.Headers.RetryAfter = "0";
            return SayAsync(context, 429, "");
        };

        Assert.True((await EmbedAsync(sut)).IsOk);
        Assert.Equal(4, asked);
    }

    [Fact]
    public async Task OverloadThatLasts_IsHandedOnWithItsHint()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync();
        far.Server.Before = (context, _) =>
        {
            context.Response.Headers.RetryAfter = "77";
            return SayAsync(context, 429, "");
        };

        var refused = await EmbedAsync(sut);

        Assert.Equal((ErrorReason.QueueFull, TimeSpan.FromSeconds(77)), (refused.Error!.Reason, refused.Error.RetryAfter));
        Assert.Single(far.Server.Requests);
    }

    [Fact]
    public async Task OneInputThatIsRefused_FailsAlone()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync(endpoint: endpoint => endpoint["parallel"] = 1);
        var first = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        far.Server.Before = async (context, body) =>
        {
            first.TrySetResult();
            await release.Task;
            return body["input"]!.AsArray().Any(input => (string?)input == "bad") && await SayAsync(context, 422, "too long");
        };

        var held = EmbedAsync(sut, "held");
        await first.Task;
        Task<Result<EmbedResponse>>[] others = [EmbedAsync(sut, "good"), EmbedAsync(sut, "bad"), EmbedAsync(sut, "fine")];
        release.SetResult();

        Assert.True((await held).IsOk);
        Assert.Equal([true, false, true], (await Task.WhenAll(others)).Select(result => result.IsOk));
        var refused = (await others[1]).Error!;
        Assert.Contains("status 422", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("too long", refused.Message, StringComparison.Ordinal);
        Assert.Contains(far.Log, line => line.Contains("too long", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CallerWhoLeavesWhileInputsAreSentOneByOne_EndsHisOwnOnly()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync(endpoint: endpoint => endpoint["parallel"] = 1);
        var (first, release, arrived) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        far.Server.Before = async (context, body) =>
        {
            first.TrySetResult();
            await release.Task;
            var inputs = body["input"]!.AsArray();
            if (inputs.Count > 1)
                return await SayAsync(context, 422, "too long");
            if ((string?)inputs[0] != "left")
                return false;
            var gone = new TaskCompletionSource();
            context.RequestAborted.Register(gone.SetResult);
            arrived.SetResult();
            await gone.Task;
            return true;
        };
        using var caller = new CancellationTokenSource();

        var held = EmbedAsync(sut, "held");
        await first.Task;
        var leaving = sut.EmbedAsync(
            new EmbedRequest([RemoteEmbedderTests.Query(RemoteEmbedderTests.Text("left"))], EmbedPriority.Query), caller.Token);
        var staying = EmbedAsync(sut, "stays");
        release.SetResult();
        await arrived.Task;
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        Assert.True((await held).IsOk);
        Assert.True((await staying).IsOk, $"{(await staying).Error}");
    }

    [Fact]
    public async Task SlowEndpoint_IsGivenUpAfterItsTime()
    {
        var time = new FakeTimeProvider();
        await using var far = await RemotePackageFixture.StartAsync(time);
        var sut = await far.EmbedderAsync(endpoint: endpoint => (endpoint["retries"], endpoint["timeout_seconds"]) = (0, 5));
        var arrived = new TaskCompletionSource();
        far.Server.Before = async (context, _) =>
        {
            var gone = new TaskCompletionSource();
            context.RequestAborted.Register(gone.SetResult);
            arrived.SetResult();
            await gone.Task;
            return true;
        };

        var embedding = EmbedAsync(sut);
        await arrived.Task;
        time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(ErrorReason.TimedOut, (await embedding).Error!.Reason);
    }

    [Fact]
    public async Task CancelledCaller_EndsTheRequest()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync();
        var (arrived, aborted) = (new TaskCompletionSource(), new TaskCompletionSource());
        far.Server.Before = async (context, _) =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            arrived.SetResult();
            await aborted.Task;
            return true;
        };
        using var caller = new CancellationTokenSource();

        var embedding = sut.EmbedAsync(
            new EmbedRequest([RemoteEmbedderTests.Query(RemoteEmbedderTests.Text("rain"))], EmbedPriority.Query), caller.Token);
        await arrived.Task;
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => embedding);
        await aborted.Task;
    }

    [Fact]
    public async Task DeadEndpoint_IsLeftAloneForAWhile_AndServesAgainWhenItIsBack()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var far = await RemotePackageFixture.StartAsync(time);
        const string Moved = "TRIAD_TEST_REMOTE_MOVED";
        var sut = await far.EmbedderAsync(request => request with { UrlVariable = Moved }, endpoint => endpoint["retries"] = 0);
        await far.Server.DisposeAsync();

        var failures = new List<Error>();
        for (var i = 0; i < 9; i++)
            failures.Add((await EmbedAsync(sut)).Error!);

        Assert.All(failures, failure => Assert.Equal(ErrorReason.Unavailable, failure.Reason));
        Assert.Contains("does not answer", failures[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", failures[0].ToString(), StringComparison.Ordinal);
        Assert.Contains(far.Log, line => line.Contains("does not answer: ", StringComparison.Ordinal));
        Assert.Contains("not asked for a while", failures[^1].Message, StringComparison.Ordinal);
        Assert.NotNull(failures[^1].RetryAfter);
        far.Server = await EmbeddingServer.StartAsync();
        Environment.SetEnvironmentVariable(Moved, far.Server.Url);
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.True((await EmbedAsync(sut)).IsOk);
    }

    [Fact]
    public async Task MoreThanMayWait_IsRefusedAtOnce()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync();

        var refused = await sut.EmbedAsync(
            new EmbedRequest([.. Enumerable.Range(0, 1025).Select(i => RemoteEmbedderTests.Query(RemoteEmbedderTests.Text($"{i}")))],
                EmbedPriority.Query), default);

        Assert.Equal(ErrorReason.LimitExceeded, refused.Error!.Reason);
        Assert.Empty(far.Server.Requests);
    }

    private static Task<Result<EmbedResponse>> EmbedAsync(IEmbedder sut, string text = "rain") =>
        sut.EmbedAsync(
            new EmbedRequest([RemoteEmbedderTests.Query(RemoteEmbedderTests.Text(text))], EmbedPriority.Query), CancellationToken.None);

    private static async Task<bool> SayAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
        return true;
    }

    /// <summary>A clock that stands still, and tells when something waits for less than an attempt's time.</summary>
    private sealed class WatchedTime : FakeTimeProvider
    {
        public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

        public TaskCompletionSource Waits { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero && dueTime < LongestWait && period == Timeout.InfiniteTimeSpan)
                Waits.TrySetResult();
            return timer;
        }
    }
}
