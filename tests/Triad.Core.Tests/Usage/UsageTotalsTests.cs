using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Usage;

namespace Triad.Core.Tests.Usage;

public sealed class UsageTotalsTests
{
    private const int Seeds = 50;

    [Fact]
    public void Sums_OfTheSameEventsInAnyOrder_AreTheSameToTheLastDigit()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var events = Enumerable.Range(0, 200).Select(_ => Draw(random)).ToArray();
            var expected = SumsOf(events);

            random.Shuffle(events);

            Assert.Equal(expected, SumsOf(events));
        }
    }

    [Fact]
    public void Kinds_OfTheRegistry_HaveNamesThatCanBeStored() =>
        Assert.All(UsageKinds.All, kind => Assert.Matches(@"\A[a-z_]{1,40}\z", kind.Name));

    [Theory]
    [InlineData(UsageStep.Hour, "2026-11-30T09:00:00Z", "2026-11-30T10:00:00Z")]
    [InlineData(UsageStep.Day, "2026-11-30T00:00:00Z", "2026-12-01T00:00:00Z")]
    [InlineData(UsageStep.Month, "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z")]
    public void Step_OfAnInstant_BeginsAndEndsInUtc(UsageStep step, string start, string end)
    {
        var instant = new DateTimeOffset(2026, 11, 30, 11, 59, 59, TimeSpan.FromHours(2));

        Assert.Equal(DateTimeOffset.Parse(start), step.StartOf(instant));
        Assert.Equal(DateTimeOffset.Parse(end), step.EndOf(instant));
    }

    private static (UsageSeries, UsageSum)[] SumsOf(IEnumerable<UsageEvent> events)
    {
        var totals = new UsageTotals();
        foreach (var told in events)
            totals.Add(told);
        return [.. totals.Sums.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];
    }

    private static UsageEvent Draw(Random random)
    {
        var labels = UsageLabels.Of((Modalities)random.Next(8), random.Next(2) == 0 ? "clip" : "triad-mini", UsageSources.Query);
        return new UsageEvent(
            new UsageEventId(Guid.NewGuid()),
            TenantId.From("acme"),
            UsageKinds.All[random.Next(UsageKinds.All.Count)],
            random.NextInt64(1, 1L << 50) / 1_000_000m,
            UsageHour.Parse("2026113009").Start,
            labels);
    }
}
