using Microsoft.Extensions.Time.Testing;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Usage;
using Triad.Core.Usage.Metering;

namespace Triad.Core.Tests.Usage;

public sealed class SegmentUsageMeterTests : IDisposable
{
    private static readonly TenantId Acme = TenantId.From("acme");
    private static readonly UsageLabels Clip = UsageLabels.OfPackage("clip");

    private readonly string _folder = Directory.CreateTempSubdirectory("triad-meter-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 9, 59, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Add_ManyTimes_IsOneEventOfTheSum()
    {
        using var sut = CreateSut();
        for (var i = 0; i < 1000; i++)
            Assert.True(sut.Add(Acme, UsageKinds.EmbedSeconds, Clip, 0.001m).IsOk);

        var told = Assert.Single(Read(sut.Seal()));

        Assert.Equal((Acme, UsageKinds.EmbedSeconds, 1m, Clip, _time.GetUtcNow()), (told.Tenant, told.Kind, told.Amount, told.Labels, told.Time));
    }

    [Fact]
    public void Add_FromManyThreads_LosesNothing()
    {
        using var sut = CreateSut();

        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 5000; i++)
                sut.Add(Acme, UsageKinds.Searches, Clip, 1);
        });

        Assert.Equal(40_000m, Read(sut.Seal()).Sum(told => told.Amount));
    }

    [Fact]
    public void Seal_WhileOthersCount_TellsEachOnce()
    {
        using var sut = CreateSut();
        var events = new List<UsageEvent>();
        var counting = Task.Run(() => Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 2000; i++)
                sut.Add(Acme, UsageKinds.Searches, Clip, 1);
        }));

        do
            Take(sut, events);
        while (!counting.IsCompleted);
        Take(sut, events);

        Assert.Equal(8000m, events.Sum(told => told.Amount));
        Assert.Equal(events.Count, events.DistinctBy(told => told.Id).Count());
    }

    [Fact]
    public void Seal_OfWhatAnEndedProcessLeft_TellsItUnderTheSameIds()
    {
        var ended = CreateSut();
        ended.Add(Acme, UsageKinds.Searches, Clip, 3);
        var first = Read(ended.Seal());
        ended.Add(Acme, UsageKinds.Searches, Clip, 4);
        ended.Dispose(); // As a kill does: it tells nothing, and forgets nothing.

        using var sut = new SegmentUsageMeter(Path.Combine(_folder, "next"), [_folder], _time);
        var left = Read(sut.Seal());

        Assert.Equal([3m, 4m], left.Select(told => told.Amount).Order());
        Assert.Contains(first.Single(), left);
    }

    [Fact]
    public void Add_BehindAnHour_CountsToTheNextOne()
    {
        using var sut = CreateSut();
        sut.Add(Acme, UsageKinds.Searches, Clip, 1);
        _time.Advance(TimeSpan.FromMinutes(2));
        sut.Add(Acme, UsageKinds.Searches, Clip, 1);

        var hours = Read(sut.Seal()).Select(told => told.Hour.ToString());

        Assert.Equal(["2026113009", "2026113010"], hours.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Add_OfMoreSeriesThanASegmentHolds_GoesOnInTheNext()
    {
        using var sut = CreateSut();
        for (var i = 0; i < 2500; i++)
            Assert.True(sut.Add(TenantId.From($"tenant-{i}"), UsageKinds.Searches, Clip, 1).IsOk);

        var segments = sut.Seal();

        Assert.Equal(3, segments.Count);
        Assert.Equal(2500, Read(segments).DistinctBy(told => told.Tenant).Count());
    }

    [Fact]
    public void Forget_OfATold_RemovesItsFile()
    {
        using var sut = CreateSut();
        sut.Add(Acme, UsageKinds.Searches, Clip, 1);

        sut.Forget(Assert.Single(sut.Seal()));

        Assert.Empty(sut.Seal());
    }

    [Fact]
    public void Dispose_WithNothingCounted_LeavesNoFile()
    {
        var sut = CreateSut();
        sut.Add(Acme, UsageKinds.Searches, Clip, 1);
        sut.Forget(sut.Seal().Single());

        sut.Dispose();

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Add_WhereTheFolderCannotBe_IsRefused()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "no folder");
        using var sut = new SegmentUsageMeter(Path.Combine(file, "usage"), [], _time);

        Assert.Equal(ErrorReason.Unavailable, sut.Add(Acme, UsageKinds.Searches, Clip, 1).Error?.Reason);
    }

    private SegmentUsageMeter CreateSut() => new(_folder, [], _time);

    private static List<UsageEvent> Read(IEnumerable<SealedSegment> segments) => [.. segments.SelectMany(segment => segment.Read())];

    private static void Take(SegmentUsageMeter sut, List<UsageEvent> events)
    {
        foreach (var segment in sut.Seal())
        {
            events.AddRange(segment.Read());
            sut.Forget(segment);
        }
    }
}
