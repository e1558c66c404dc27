using Triad.Core.Errors;
using Triad.Inference.Kinds.Staged;

namespace Triad.Inference.Tests.Kinds.Staged;

public sealed class FrameCacheTests
{
    private static readonly Error Failure = new(ErrorReason.Internal, "The graph failed.");

    [Fact]
    public async Task Get_KnownFrame_IsNotEncodedAgain()
    {
        var (sut, encoder) = (new FrameCache(4), new Encoder());

        var first = await sut.GetAsync("a", encoder.EncodeAsync, CancellationToken.None);
        var second = await sut.GetAsync("a", encoder.EncodeAsync, CancellationToken.None);

        Assert.Equal((1, first.Value), (encoder.Calls, second.Value));
    }

    [Fact]
    public async Task Get_FrameThatIsBeingEncoded_WaitsForIt()
    {
        var (sut, encoder) = (new FrameCache(4), new Encoder { Gate = new TaskCompletionSource<Result<float[]>>() });

        var first = sut.GetAsync("a", encoder.EncodeAsync, CancellationToken.None);
        var second = sut.GetAsync("a", encoder.EncodeAsync, CancellationToken.None);
        encoder.Gate.SetResult(Result<float[]>.Ok([1]));

        Assert.Equal((1, (await first).Value), (encoder.Calls, (await second).Value));
    }

    [Fact]
    public async Task Get_WhereTheOtherCallerWasCancelled_EncodesItself()
    {
        var (sut, cancelled, encoder) = (new FrameCache(4), new Encoder { Gate = new TaskCompletionSource<Result<float[]>>() }, new Encoder());

        var first = sut.GetAsync("a", cancelled.EncodeAsync, CancellationToken.None);
        var second = sut.GetAsync("a", encoder.EncodeAsync, CancellationToken.None);
        cancelled.Gate.SetCanceled(CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True((await second).IsOk);
        Assert.Equal(1, encoder.Calls);
    }

    [Fact]
    public async Task Get_FrameThatFailed_IsTriedAgain()
    {
        var (sut, encoder) = (new FrameCache(4), new Encoder { Gate = new TaskCompletionSource<Result<float[]>>() });
        encoder.Gate.SetResult(Failure);

        Assert.False((await sut.GetAsync("a", encoder.EncodeAsync, CancellationToken.None)).IsOk);
        Assert.False((await sut.GetAsync("a", encoder.EncodeAsync, CancellationToken.None)).IsOk);

        Assert.Equal(2, encoder.Calls);
    }

    [Fact]
    public async Task Get_MoreThanItKeeps_ForgetsWhatWasUsedLongestAgo()
    {
        var (sut, encoder) = (new FrameCache(2), new Encoder());

        foreach (var key in (string[])["a", "b", "a", "c", "a", "b"])
            await sut.GetAsync(key, encoder.EncodeAsync, CancellationToken.None);

        Assert.Equal(4, encoder.Calls);
    }

    private sealed class Encoder
    {
        public int Calls { get; private set; }

        public TaskCompletionSource<Result<float[]>>? Gate { get; init; }

        public Task<Result<float[]>> EncodeAsync()
        {
            Calls++;
            return Gate?.Task ?? Task.FromResult(Result<float[]>.Ok([1, 2]));
        }
    }
}
