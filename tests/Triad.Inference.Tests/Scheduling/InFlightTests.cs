using Triad.Core.Errors;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Tests.Scheduling;

public sealed class InFlightTests
{
    private readonly InFlight _sut = new();

    [Fact]
    public async Task Run_TheSameMeanwhile_IsComputedOnce_AndAnewAfterwards()
    {
        var held = new TaskCompletionSource<Result<float[]>>();
        var computed = 0;

        var first = _sut.RunAsync("a", Compute, CancellationToken.None);
        var second = _sut.RunAsync("a", Compute, CancellationToken.None);
        var other = _sut.RunAsync("b", () => Task.FromResult<Result<float[]>>(new[] { 2f }), CancellationToken.None);
        held.SetResult(new[] { 1f });

        Assert.Same((await first).Value, (await second).Value);
        Assert.Equal(2f, (await other).Value[0]);
        Assert.Equal(1, computed);
        Assert.True((await _sut.RunAsync("a", Compute, CancellationToken.None)).IsOk);
        Assert.Equal(2, computed);

        Task<Result<float[]>> Compute()
        {
            computed++;
            return held.Task;
        }
    }

    [Fact]
    public async Task Run_WhoComputesGivesUp_IsComputedByWhoWaits()
    {
        using var end = new CancellationTokenSource();
        var never = new TaskCompletionSource<Result<float[]>>();
        var first = _sut.RunAsync("a", () => never.Task.WaitAsync(end.Token), end.Token);
        var second = _sut.RunAsync("a", () => Task.FromResult<Result<float[]>>(new[] { 3f }), CancellationToken.None);

        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(3f, (await second).Value[0]);
    }

    [Fact]
    public async Task Run_WhoWaitsGivesUp_LeavesTheOthers()
    {
        using var end = new CancellationTokenSource();
        var held = new TaskCompletionSource<Result<float[]>>();
        var first = _sut.RunAsync("a", () => held.Task, CancellationToken.None);
        var second = _sut.RunAsync("a", () => held.Task, end.Token);

        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        held.SetResult(new[] { 4f });
        Assert.Equal(4f, (await first).Value[0]);
    }

    [Fact]
    public async Task Run_AnErrorOfTheModel_IsToldToAll()
    {
        var held = new TaskCompletionSource<Result<float[]>>();
        var first = _sut.RunAsync("a", () => held.Task, CancellationToken.None);
        var second = _sut.RunAsync("a", () => held.Task, CancellationToken.None);

        held.SetResult(new Error(ErrorReason.Internal, "The graph gave nothing."));

        Assert.Equal(ErrorReason.Internal, (await first).Error?.Reason);
        Assert.Equal(ErrorReason.Internal, (await second).Error?.Reason);
    }
}
