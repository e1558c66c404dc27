using FsCheck;
using FsCheck.Fluent;
using Orleans;
using Orleans.Runtime;

namespace Triad.Persistence.Tests.Reminders;

public sealed class SqliteReminderTableTests : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("video", "tenant/a");

    private readonly StateDatabaseFixture _fixture = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task ReadRow_AfterRestart_GivesWhatWasWritten()
    {
        var entry = Entry(Grain, "sweep");
        var version = await StateDatabaseFixture.Reminders(_fixture.Open()).UpsertRow(entry);
        await _fixture.CloseAsync();

        var read = await StateDatabaseFixture.Reminders(_fixture.Open()).ReadRow(Grain, "sweep");

        Assert.NotNull(read);
        Assert.Equal((version, entry.GrainId, entry.ReminderName), (read.ETag, read.GrainId, read.ReminderName));
        Assert.Equal((entry.StartAt, entry.Period, DateTimeKind.Utc), (read.StartAt, read.Period, read.StartAt.Kind));
    }

    [Fact]
    public async Task ReadRow_NoSuchReminder_GivesNone()
    {
        var sut = StateDatabaseFixture.Reminders(_fixture.Open());
        await sut.Init();

        Assert.Null(await sut.ReadRow(Grain, "sweep"));
    }

    [Fact]
    public async Task UpsertRow_Again_ReplacesAndGivesANewVersion()
    {
        var sut = StateDatabaseFixture.Reminders(_fixture.Open());
        var first = await sut.UpsertRow(Entry(Grain, "sweep"));
        var changed = Entry(Grain, "sweep");
        changed.Period = TimeSpan.FromHours(3);

        var second = await sut.UpsertRow(changed);

        Assert.NotEqual(first, second);
        Assert.Equal(TimeSpan.FromHours(3), Assert.Single((await sut.ReadRows(Grain)).Reminders).Period);
    }

    [Fact]
    public async Task RemoveRow_OldVersion_KeepsIt()
    {
        var sut = StateDatabaseFixture.Reminders(_fixture.Open());
        var old = await sut.UpsertRow(Entry(Grain, "sweep"));
        var current = await sut.UpsertRow(Entry(Grain, "sweep"));

        Assert.False(await sut.RemoveRow(Grain, "sweep", old!));
        Assert.True(await sut.RemoveRow(Grain, "sweep", current!));
        Assert.Empty((await sut.ReadRows(Grain)).Reminders);
    }

    [Fact]
    public async Task ReadRows_AnotherService_SeesNothing()
    {
        var database = _fixture.Open();
        await StateDatabaseFixture.Reminders(database).UpsertRow(Entry(Grain, "sweep"));

        Assert.Empty((await StateDatabaseFixture.Reminders(database, "other").ReadRows(Grain)).Reminders);
    }

    [Fact]
    public async Task ReadRows_AnyRange_GivesTheGrainsWhoseHashLiesInIt()
    {
        var sut = StateDatabaseFixture.Reminders(_fixture.Open());
        var grains = Enumerable.Range(0, 40).Select(i => GrainId.Create("video", $"tenant/{i}")).ToList();
        foreach (var grain in grains)
            await sut.UpsertRow(Entry(grain, "sweep"));

        Prop.ForAll<uint, uint>((begin, end) =>
        {
            var found = sut.ReadRows(begin, end).GetAwaiter().GetResult().Reminders.Select(entry => entry.GrainId).ToHashSet();
            Assert.Equal(grains.Where(grain => IsIn(grain.GetUniformHashCode(), begin, end)).ToHashSet(), found);
        }).Check(Config.QuickThrowOnFailure);
        var whole = await sut.ReadRows(0, 0);
        Assert.Equal(grains.Count, whole.Reminders.Count);

        static bool IsIn(uint hash, uint begin, uint end) => begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
    }

    private static ReminderEntry Entry(GrainId grain, string name) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc),
        Period = TimeSpan.FromMinutes(2),
    };
}
