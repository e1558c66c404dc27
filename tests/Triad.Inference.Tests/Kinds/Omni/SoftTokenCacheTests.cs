using Triad.Core.Errors;
using Triad.Inference.Kinds.Omni;

namespace Triad.Inference.Tests.Kinds.Omni;

public sealed class SoftTokenCacheTests
{
    private const int TokensOfOne = 1000;
    private const int BytesOfOne = TokensOfOne * sizeof(float);

    [Fact]
    public async Task Get_WhileAnotherMakesIt_WaitsForThatOne()
    {
        var sut = new SoftTokenCache(10 * BytesOfOne);
        var making = new TaskCompletionSource<Result<float[]>>();

        var first = sut.GetAsync(KeyOf(1), () => making.Task, CancellationToken.None);
        var second = sut.GetAsync(KeyOf(1), Never, CancellationToken.None);
        making.SetResult(new float[TokensOfOne]);

        Assert.Same((await first).Value, (await second).Value);
    }

    [Fact]
    public async Task Get_WhereTheOtherIsCancelled_MakesItItself()
    {
        var sut = new SoftTokenCache(10 * BytesOfOne);
        var making = new TaskCompletionSource<Result<float[]>>();

        var first = sut.GetAsync(KeyOf(1), () => making.Task, CancellationToken.None);
        var second = sut.GetAsync(KeyOf(1), Make, CancellationToken.None);
        making.SetCanceled(CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True((await second).IsOk);
    }

    [Fact]
    public async Task Get_AfterAFailure_IsTriedAgain()
    {
        var sut = new SoftTokenCache(10 * BytesOfOne);

        var failed = await sut.GetAsync(
            KeyOf(1), () => Task.FromResult<Result<float[]>>(Error.Missing("x", "Give it.")), CancellationToken.None);
        var again = await sut.GetAsync(KeyOf(1), Make, CancellationToken.None);

        Assert.Equal((false, true), (failed.IsOk, again.IsOk));
    }

    [Fact]
    public async Task Get_MoreThanItHolds_DropsWhatWasUsedLeastLately()
    {
        var sut = new SoftTokenCache(3 * BytesOfOne);
        foreach (var content in (byte[])[1, 2, 3, 1, 4])
            await sut.GetAsync(KeyOf(content), Make, CancellationToken.None);

        foreach (var kept in (byte[])[1, 3, 4])
            Assert.True((await sut.GetAsync(KeyOf(kept), Never, CancellationToken.None)).IsOk);
        var made = false;
        await sut.GetAsync(
            KeyOf(2),
            () =>
            {
                made = true;
                return Make();
            },
            CancellationToken.None);
        Assert.True(made);
    }

    [Fact]
    public async Task Get_WithoutRoom_StillGivesWhatIsMade() =>
        Assert.True((await new SoftTokenCache(0).GetAsync(KeyOf(1), Make, CancellationToken.None)).IsOk);

    [Fact]
    public void KeyOf_OtherSettings_IsAnotherKey() =>
        Assert.NotEqual(SoftTokenCache.KeyOf([1, 2], [7]), SoftTokenCache.KeyOf([2, 1], [7]));

    private static SoftTokenCache.Key KeyOf(byte content) => SoftTokenCache.KeyOf([1], [content]);

    private static Task<Result<float[]>> Make() => Task.FromResult<Result<float[]>>(new float[TokensOfOne]);

    private static Task<Result<float[]>> Never() => throw new InvalidOperationException("It is there already.");
}
