using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Triad.Testing.GrainState;

/// <summary>What every <see cref="IGrainStorage"/> that holds Triad's state must do. A provider's test class derives from it.</summary>
public abstract class GrainStorageContract
{
    private const string StateName = "sample";

    private readonly GrainId _grain = GrainId.Create("sample", Guid.NewGuid().ToString("N"));

    /// <summary>The storage under test; two calls give two that share their data, as two silos do.</summary>
    protected abstract Task<IGrainStorage> CreateSut();

    /// <summary>Closes the storage and opens it again, as a restart does.</summary>
    protected abstract Task<IGrainStorage> Restart(IGrainStorage sut);

    [Fact]
    public async Task Read_NothingWritten_GivesAFreshStateWithoutVersion()
    {
        var sut = await CreateSut();
        var state = new GrainState<SampleState>(new SampleState { Name = "left over" }, "old") { RecordExists = true };

        await sut.ReadStateAsync(StateName, _grain, state);

        Assert.Equal("unnamed", state.State!.Name);
        Assert.Null(state.ETag);
        Assert.False(state.RecordExists);
    }

    [Fact]
    public async Task Read_AfterWriteAndRestart_GivesEveryMember()
    {
        var sut = await CreateSut();
        var written = Full();
        var version = (await Write(sut, written)).ETag;

        var read = await Read(await Restart(sut));

        Assert.True(read.RecordExists);
        Assert.Equal(version, read.ETag);
        Assert.Equal(written.Items.AsEnumerable(), read.State!.Items);
        Assert.Equal(written.ByName.OrderBy(pair => pair.Key, StringComparer.Ordinal), read.State!.ByName.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(written.Numbers.Order(), read.State!.Numbers.Order());
        Assert.True(read.State!.Bytes.IsDefaultOrEmpty);
        Assert.Equal(
            (written.Name, written.Count, written.Score, written.At, written.Length, written.Day),
            (read.State!.Name, read.State!.Count, read.State!.Score, read.State!.At, read.State!.Length, read.State!.Day));
    }

    [Fact]
    public async Task Write_Again_GivesANewVersion()
    {
        var sut = await CreateSut();
        var state = await Write(sut, new SampleState { Count = 1 });
        var first = state.ETag;

        state.State = state.State! with { Count = 2 };
        await sut.WriteStateAsync(StateName, _grain, state);

        Assert.NotEqual(first, state.ETag);
        Assert.Equal(2, (await Read(sut)).State!.Count);
    }

    [Fact]
    public async Task Write_SomebodyElseWroteSince_IsRefusedAndChangesNothing()
    {
        var sut = await CreateSut();
        await Write(sut, new SampleState { Count = 1 });
        var slow = await Read(sut);
        var fast = await Read(sut);
        fast.State = fast.State! with { Count = 2 };
        await sut.WriteStateAsync(StateName, _grain, fast);

        slow.State = slow.State! with { Count = 3 };
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => sut.WriteStateAsync(StateName, _grain, slow));

        Assert.Equal(2, (await Read(sut)).State!.Count);
    }

    [Fact]
    public async Task Write_BothBelieveThereIsNone_OneIsRefused()
    {
        var sut = await CreateSut();
        await Write(sut, new SampleState { Count = 1 });

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Write(sut, new SampleState { Count = 2 }));

        Assert.Equal(1, (await Read(sut)).State!.Count);
    }

    [Fact]
    public async Task Write_ManyAtOnceFromOneVersion_OneWins()
    {
        var sut = await CreateSut();
        await Write(sut, new SampleState());
        var rivals = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            var state = await Read(sut);
            state.State = state.State! with { Count = i + 1 };
            return state;
        }));

        var won = await Task.WhenAll(rivals.Select(async state =>
        {
            try
            {
                await sut.WriteStateAsync(StateName, _grain, state);
                return state.State!.Count;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        }));

        var winner = Assert.Single(won, count => count > 0);
        Assert.Equal(winner, (await Read(sut)).State!.Count);
    }

    [Fact]
    public async Task Clear_Written_LeavesNoneAndFreshStateCanBeWritten()
    {
        var sut = await CreateSut();
        var state = await Write(sut, new SampleState { Count = 1 });

        await sut.ClearStateAsync(StateName, _grain, state);

        Assert.False(state.RecordExists);
        Assert.False((await Read(sut)).RecordExists);
        state.State = new SampleState { Count = 5 };
        await sut.WriteStateAsync(StateName, _grain, state);
        Assert.Equal(5, (await Read(sut)).State!.Count);
    }

    [Fact]
    public async Task Clear_SomebodyElseWroteSince_IsRefused()
    {
        var sut = await CreateSut();
        await Write(sut, new SampleState { Count = 1 });
        var slow = await Read(sut);
        var fast = await Read(sut);
        await sut.WriteStateAsync(StateName, _grain, fast);

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => sut.ClearStateAsync(StateName, _grain, slow));

        Assert.True((await Read(sut)).RecordExists);
    }

    [Fact]
    public async Task Write_VersionFromBeforeAClear_IsRefused()
    {
        var sut = await CreateSut();
        var old = await Write(sut, new SampleState { Count = 1 });
        var current = await Read(sut);
        await sut.ClearStateAsync(StateName, _grain, current);
        await Write(sut, new SampleState { Count = 2 });

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => sut.WriteStateAsync(StateName, _grain, old));

        Assert.Equal(2, (await Read(sut)).State!.Count);
    }

    [Fact]
    public async Task Write_LargeState_ComesBackWhole()
    {
        var sut = await CreateSut();
        var items = Enumerable.Range(0, 50_000).Select(i => new SampleItem($"ключ-{i}-\"☂\"", i)).ToImmutableArray();

        await Write(sut, new SampleState { Items = items });

        Assert.Equal(items.AsEnumerable(), (await Read(sut)).State!.Items);
    }

    [Fact]
    public async Task Write_OtherNameOrGrain_IsAnotherState()
    {
        var sut = await CreateSut();
        var other = GrainId.Create("sample", $"{_grain.Key}x");
        await Write(sut, new SampleState { Count = 1 });
        await sut.WriteStateAsync("other", _grain, new GrainState<SampleState>(new SampleState { Count = 2 }));
        await sut.WriteStateAsync(StateName, other, new GrainState<SampleState>(new SampleState { Count = 3 }));

        var byGrain = new GrainState<SampleState>();
        await sut.ReadStateAsync(StateName, other, byGrain);
        var byName = new GrainState<SampleState>();
        await sut.ReadStateAsync("other", _grain, byName);

        Assert.Equal((1, 2, 3), ((await Read(sut)).State!.Count, byName.State!.Count, byGrain.State!.Count));
    }

    /// <summary>Writes as one who read nothing.</summary>
    protected async Task<GrainState<SampleState>> Write(IGrainStorage sut, SampleState state)
    {
        var fresh = new GrainState<SampleState>(state);
        await sut.WriteStateAsync(StateName, _grain, fresh);
        Assert.True(fresh.RecordExists);
        Assert.False(string.IsNullOrEmpty(fresh.ETag));
        return fresh;
    }

    /// <summary>Reads.</summary>
    protected async Task<GrainState<SampleState>> Read(IGrainStorage sut)
    {
        var state = new GrainState<SampleState>();
        await sut.ReadStateAsync(StateName, _grain, state);
        return state;
    }

    private static SampleState Full() => new()
    {
        Name = "zwölf ☂ \"quoted\"",
        Count = long.MaxValue,
        Score = double.PositiveInfinity,
        At = new DateTimeOffset(2026, 11, 20, 18, 0, 0, 123, TimeSpan.FromHours(2)),
        Length = TimeSpan.FromTicks(12345678901),
        Day = DayOfWeek.Friday,
        Items = [new SampleItem("one", 1), new SampleItem("none", null)],
        ByName = ImmutableDictionary<string, SampleItem>.Empty.Add("a.b", new SampleItem("x", 2)),
        Numbers = [3, 1, 2],
    };
}
