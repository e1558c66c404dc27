using Triad.Core.Errors;
using Triad.Grains.Abstractions.Shards;

namespace Triad.Grains.Tests.Shards.Moves;

/// <summary>What the moves of a shard answer, and whom they let in.</summary>
public sealed class ShardMovesTests
{
    private readonly MovesWorld _world = new();

    [Fact]
    public async Task Offload_ThatHasNotBegunInTime_IsNoSuccess()
    {
        _world.List = new();

        var asked = await AskAsync(0);

        Assert.Equal(ShardPhase.Hot, asked.Value.Phase);
        Assert.NotEqual(0, asked.Value.Run);
        _world.List.SetResult(Result<IReadOnlyDictionary<string, long>>.Ok(new Dictionary<string, long>()));
        var ended = (await _world.Moves.OffloadAsync(null, asked.Value.Run, default)).Value;
        Assert.Equal((ShardPhase.Offloaded, 0L), (ended.Phase, ended.Run));
    }

    [Fact]
    public async Task Offload_ThatFailedBetweenTwoQuestions_TellsWhy()
    {
        _world.List = new();
        var run = (await AskAsync(0)).Value.Run;
        _world.List.SetResult(new Error(ErrorReason.StorageFull, "The store is full."));
        _world.List = null;

        Assert.Equal(ErrorReason.StorageFull, (await _world.Moves.OffloadAsync(null, run, default)).Error?.Reason);
        Assert.Equal(ShardPhase.Offloaded, (await _world.Moves.OffloadAsync(null, 0, default)).Value.Phase);
    }

    [Fact]
    public async Task Offload_WhileTheLastStepOfAWayBackRuns_WaitsForItAndIsDone()
    {
        Assert.True((await _world.Moves.OffloadAsync(null, 0, default)).IsOk);
        _world.List = new();
        var back = _world.Moves.RestoreAsync(default);

        var asked = await AskAsync(0);

        Assert.NotEqual(0, asked.Value.Run);
        _world.List.SetResult(Result<IReadOnlyDictionary<string, long>>.Ok(new Dictionary<string, long>()));
        await back;
        Assert.Equal(ShardPhase.Offloaded, (await _world.Moves.OffloadAsync(null, asked.Value.Run, default)).Value.Phase);
    }

    [Fact]
    public async Task Offload_OfAShardThatIsUsedAfterAll_LeavesItHere()
    {
        Assert.True((await _world.Moves.EnterAsync(default)).IsOk);
        _world.Moves.Leave();
        _world.Time.Advance(TimeSpan.FromMinutes(5));

        var used = (await _world.Moves.OffloadAsync(TimeSpan.FromMinutes(6), 0, default)).Value;

        Assert.Equal((ShardPhase.Hot, 0L), (used.Phase, used.Run));
        Assert.Equal(ShardPhase.Offloaded, (await _world.Moves.OffloadAsync(TimeSpan.FromMinutes(4), 0, default)).Value.Phase);
    }

    [Fact]
    public async Task Offload_WhoseWriteLandsButAnswersAFailure_LetsNobodyInAnyMore()
    {
        _world.LosesAnswerOf = static state => state.Offload?.Phase == ShardPhase.Offloaded;

        await Assert.ThrowsAsync<IOException>(() => _world.Moves.OffloadAsync(null, 0, default));

        Assert.True(_world.HasEnded);
        Assert.Equal(ErrorReason.Unavailable, (await _world.Moves.EnterAsync(default)).Error?.Reason);
        Assert.Equal(ErrorReason.Unavailable, (await _world.Moves.OffloadAsync(null, 0, default)).Error?.Reason);
    }

    private async Task<Result<ShardResidence>> AskAsync(long run)
    {
        var answer = _world.Moves.OffloadAsync(null, run, default);
        _world.Time.Advance(TimeSpan.FromSeconds(6));
        return await answer;
    }
}
