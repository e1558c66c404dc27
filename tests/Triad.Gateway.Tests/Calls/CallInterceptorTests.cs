using Grpc.Core;
using Triad.Core.Errors;
using Triad.Gateway.Calls;
using Triad.Gateway.Tests.Doubles;
using Triad.Grains.Abstractions.Searches;
using Triad.Testing.Time;

namespace Triad.Gateway.Tests.Calls;

public sealed class CallInterceptorTests
{
    private static readonly V1.SearchRequest Request = new() { Query = new V1.Query { Parts = { new V1.Part { Text = "ball" } } } };

    [Fact]
    public async Task Call_ThatThrows_TellsATraceIdAndNothingElse()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.Log.ExpectsErrors = true;
        gateway.World.OnSearch = (_, _) => throw new InvalidOperationException("the password is 'swordfish'");

        var refused = await Refusal.OfAsync(() => SearchAsync(gateway));

        Assert.Equal(StatusCode.Internal, refused.Code);
        Assert.DoesNotContain("swordfish", refused.ToString());
        var trace = refused.Info.Metadata["trace_id"];
        Assert.Contains(gateway.Log.Errors, line => line.Contains(trace) && line.Contains("swordfish"));
    }

    public static TheoryData<Exception> Outages =>
    [
        new TimeoutException("grain did not answer"),
        new Orleans.Runtime.SiloUnavailableException("the grain's silo has ended"),
        new ArgumentException("Could not find an implementation for interface triad.IEmbedGrain"),
    ];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Call_ThatNobodyAnswers_IsUnavailableAndMayBeRetried(Exception outage)
    {
        await using var gateway = await GatewayFixture.StartAsync(clock: new InstantTime());
        gateway.World.OnSearch = (_, _) => throw outage;

        var refused = await Refusal.OfAsync(() => SearchAsync(gateway));

        Assert.Equal(StatusCode.Unavailable, refused.Code);
        Assert.Equal(4, refused.Retry!.RetryDelay.Seconds);
        Assert.DoesNotContain("grain", refused.Message);
    }

    public static TheoryData<Exception> Deaths =>
    [
        new Orleans.Runtime.SiloUnavailableException("the grain's silo has ended"),
        new ArgumentException("Could not find an implementation for interface triad.IEmbedGrain"),
    ];

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Read_WhoseSiloHasDied_IsAnsweredByTheOneThatStandsInForIt(Exception death)
    {
        var clock = new InstantTime();
        await using var gateway = await GatewayFixture.StartAsync(clock: clock);
        var asked = 0;
        gateway.World.OnSearch = (_, _) => ++asked < 4 ? throw death : Task.FromResult<Result<SearchAnswer>>(GrainWorld.Answer());

        await SearchAsync(gateway);

        Assert.Equal(4, asked);
    }

    [Fact]
    public async Task Read_WhoseSiloStaysDead_IsAskedForFourSecondsAndThenRefused()
    {
        var clock = new InstantTime();
        await using var gateway = await GatewayFixture.StartAsync(clock: clock);
        var began = clock.GetUtcNow();
        gateway.World.OnSearch = (_, _) => throw new Orleans.Runtime.SiloUnavailableException("the grain's silo has ended");

        var refused = await Refusal.OfAsync(() => SearchAsync(gateway));

        Assert.Equal(StatusCode.Unavailable, refused.Code);
        Assert.InRange(clock.GetUtcNow() - began, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Read_ThatWasOnlySlow_IsNotAskedAgain()
    {
        await using var gateway = await GatewayFixture.StartAsync(clock: new InstantTime());
        var asked = 0;
        gateway.World.OnSearch = (_, _) => ++asked > 0 ? throw new TimeoutException("grain did not answer") : null!;

        await Refusal.OfAsync(() => SearchAsync(gateway));

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Call_OfAGrainWhoseStateCannotBeRead_IsWhatTheStorageSays()
    {
        // A grain that cannot be activated has nobody who would make a reply of the failure.
        await using var gateway = await GatewayFixture.StartAsync();
        var away = new Error(ErrorReason.Unavailable, "The grain storage does not answer. Retry.", Remedy: "Retry.", RetryAfter: TimeSpan.FromSeconds(2));
        gateway.World.OnSearch = (_, _) => throw new StorageException(away, new IOException("10.1.2.3 refused"));

        var refused = await Refusal.OfAsync(() => SearchAsync(gateway));

        Assert.Equal(StatusCode.Unavailable, refused.Code);
        Assert.Equal(away.Message, refused.Message);
        Assert.Equal(2, refused.Retry!.RetryDelay.Seconds);
        Assert.DoesNotContain("10.1.2.3", refused.ToString());
    }

    [Fact]
    public async Task Call_OfAGrainWhoseStateIsDamaged_TellsATraceIdAndNothingElse()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.Log.ExpectsErrors = true;
        gateway.World.OnSearch = (_, _) => throw new StorageException(new Error(ErrorReason.Internal, "The state of video/acme/secret is damaged."));

        var refused = await Refusal.OfAsync(() => SearchAsync(gateway));

        Assert.Equal(StatusCode.Internal, refused.Code);
        Assert.DoesNotContain("secret", refused.ToString());
    }

    [Fact]
    public async Task Call_ThatIsCancelled_CancelsTheGrain()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        using var caller = new CancellationTokenSource();
        var (begun, ended) = Hang(gateway);

        var call = gateway.Search.SearchAsync(Request, GatewayFixture.As(gateway.AcmeKey), cancellationToken: caller.Token);
        await begun.WaitAsync(GatewayFixture.Patience);
        await caller.CancelAsync();

        await ended.WaitAsync(GatewayFixture.Patience);
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
    }

    [Fact]
    public async Task Call_WhoseDeadlinePasses_CancelsTheGrain()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        // What a first call sets up must not use the deadline up before the grain is reached.
        await SearchAsync(gateway);
        var (begun, ended) = Hang(gateway);

        var call = gateway.Search.SearchAsync(Request, GatewayFixture.As(gateway.AcmeKey), TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2));

        await begun.WaitAsync(GatewayFixture.Patience);
        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        await ended.WaitAsync(GatewayFixture.Patience);
    }

    [Fact]
    public async Task Stream_ThatBreaks_IsTheCallersGoingAndNoFault()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var interceptor = gateway.Service<CallInterceptor>();

        // As the transport has it for a moment: the stream is broken, and the call is not cancelled yet.
        var refused = await Assert.ThrowsAsync<RpcException>(() => interceptor.ClientStreamingServerHandler(
            new BrokenStream(),
            new ServerCallContextDouble(),
            async (messages, context) => await messages.MoveNext(context.CancellationToken) ? new V1.Video() : new V1.Video()));

        Assert.Equal(StatusCode.Cancelled, refused.StatusCode);
        Assert.Empty(gateway.Log.Errors);
    }

    [Fact]
    public async Task Refusal_OfAGrain_ArrivesWithFieldValueAndRemedy()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var error = Error.Of(ErrorReason.WordsUnknown, "query.parts[0].text", "xyzzy", "has unknown words only", "Use other words.");
        gateway.World.OnSearch = (_, _) => Task.FromResult<Result<SearchAnswer>>(error);

        var refused = await Refusal.OfAsync(() => SearchAsync(gateway));

        Assert.Equal(StatusCode.InvalidArgument, refused.Code);
        Assert.Equal("WORDS_UNKNOWN", refused.Info.Reason);
        Assert.Equal("triad", refused.Info.Domain);
        Assert.Equal("xyzzy", refused.Info.Metadata["value"]);
        Assert.Equal("Use other words.", refused.Info.Metadata["remedy"]);
        Assert.Equal("query.parts[0].text", Assert.Single(refused.Fields!.FieldViolations).Field);
    }

    private static async Task SearchAsync(GatewayFixture gateway) =>
        await gateway.Search.SearchAsync(Request, GatewayFixture.As(gateway.AcmeKey));

    private static (Task Begun, Task Ended) Hang(GatewayFixture gateway)
    {
        var begun = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        gateway.World.OnSearch = async (_, cancellationToken) =>
        {
            begun.SetResult();
            try
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            }
            finally
            {
                ended.SetResult();
            }

            return GrainWorld.Answer();
        };
        return (begun.Task, ended.Task);
    }
}
