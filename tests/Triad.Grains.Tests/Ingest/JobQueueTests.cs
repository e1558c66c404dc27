using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Grains.Ingest;

namespace Triad.Grains.Tests.Ingest;

/// <summary>Who is next: fairness between tenants, priorities within one, leases and delays by the clock.</summary>
public sealed class JobQueueTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    private readonly JobQueue _sut = new(100);

    [Fact]
    public void Lease_OneTenant_IsInOrderOfArrival()
    {
        Add("a/1 a/2 a/3");

        Assert.Equal("a/1 a/2 a/3 -", Lease(4));
    }

    [Fact]
    public void Lease_ManyAtOnce_EveryTenantHasAsManyInWork()
    {
        Add("a/1 a/2 a/3 a/4 b/1 b/2 c/1");

        Assert.Equal("a/1 b/1 c/1 a/2 b/2 a/3 a/4", Lease(7));
    }

    [Fact]
    public void Lease_OneWorker_GoesRoundTheTenants()
    {
        Add("a/1 a/2 a/3 b/1 b/2 c/1");

        var done = Enumerable.Range(0, 6).Select(_ => LeaseAndComplete());

        Assert.Equal("a/1 b/1 c/1 a/2 b/2 a/3", string.Join(' ', done));
    }

    [Fact]
    public void Lease_ATenantThatComesLate_WaitsForOneJobOfEachOther()
    {
        Add("a/1 a/2 a/3");
        Assert.Equal("a/1", LeaseAndComplete());
        Add("b/1");

        Assert.Equal("a/2", LeaseAndComplete());
        Assert.Equal("b/1", LeaseAndComplete());
    }

    [Fact]
    public void Lease_OfATenant_TakesItsNextJob_AndDueNamesWhoHasOne()
    {
        Add("a/1 a/2 b/1");
        Assert.Equal(["aa", "bb"], _sut.Due(Noon, 10).Select(tenant => tenant.Value));
        Assert.Equal(["aa"], _sut.Due(Noon, 1).Select(tenant => tenant.Value));

        Assert.Equal("1", _sut.Lease(Noon, LeaseTime, TenantId.From("bb"))?.Job.Video.Value);

        Assert.Equal(["aa"], _sut.Due(Noon, 10).Select(tenant => tenant.Value));
        Assert.Null(_sut.Lease(Noon, LeaseTime, TenantId.From("bb")));
        Assert.Null(_sut.Lease(Noon, LeaseTime, TenantId.From("nobody")));
        Assert.Equal("1", _sut.Lease(Noon, LeaseTime, TenantId.From("aa"))?.Job.Video.Value);
    }

    [Fact]
    public void Lease_Priorities_OrderTheJobsOfATenant()
    {
        Add("a/bulk", IngestPriority.Bulk);
        Add("a/1 a/2");
        Add("a/urgent", IngestPriority.Urgent);

        Assert.Equal("a/urgent a/1 a/2 a/bulk", Lease(4));
    }

    [Fact]
    public void Lease_Priorities_TakeNoTurnFromAnotherTenant()
    {
        Add("b/bulk", IngestPriority.Bulk);
        Add("a/1 a/2 a/3", IngestPriority.Urgent);

        Assert.Equal("b/bulk a/1 a/2 a/3", Lease(4));
    }

    [Fact]
    public void Add_AKnownJobMoreUrgently_RaisesItAndNeverLowersIt()
    {
        Add("a/1 a/2 a/3");
        Add("a/3", IngestPriority.Urgent);
        Add("a/3", IngestPriority.Bulk);

        Assert.Equal("a/3 a/1 a/2", Lease(3));
    }

    [Fact]
    public void Lease_RunOut_IsDueAgainAtThatMoment()
    {
        Add("a/1");
        var lease = _sut.Lease(Noon, LeaseTime)!.Value;

        Assert.False(_sut.HasDue(Noon + LeaseTime - TimeSpan.FromTicks(1)));
        Assert.Equal(Noon + LeaseTime, _sut.NextDue);
        Assert.True(_sut.HasDue(Noon + LeaseTime));
        Assert.Equal(0, _sut.InWork);
        Assert.NotEqual(lease.LeaseId, _sut.Lease(Noon + LeaseTime, LeaseTime)!.Value.LeaseId);
        Assert.False(Holds("a/1", lease.LeaseId));
    }

    [Fact]
    public void Prolong_InTime_KeepsTheJob()
    {
        Add("a/1");
        var lease = _sut.Lease(Noon, LeaseTime)!.Value.LeaseId;

        Assert.True(_sut.Prolong(lease, Noon + (LeaseTime / 2), LeaseTime));

        Assert.False(_sut.HasDue(Noon + (LeaseTime * 1.4)));
        Assert.True(_sut.HasDue(Noon + (LeaseTime * 1.5)));
    }

    [Fact]
    public void Prolong_RunOutButNobodyElsesYet_KeepsTheJob()
    {
        Add("a/1");
        var lease = _sut.Lease(Noon, LeaseTime)!.Value.LeaseId;

        Assert.True(_sut.Prolong(lease, Noon + (LeaseTime * 2), LeaseTime));

        Assert.False(_sut.HasDue(Noon + (LeaseTime * 2)));
        Assert.Equal(1, _sut.InWork);
    }

    [Fact]
    public void Prolong_SomebodyElsesByNow_IsLost()
    {
        Add("a/1");
        var lease = _sut.Lease(Noon, LeaseTime)!.Value.LeaseId;
        _sut.Lease(Noon + LeaseTime, LeaseTime);

        Assert.False(_sut.Prolong(lease, Noon + LeaseTime, LeaseTime));
    }

    [Fact]
    public void Release_WithADelay_IsDueAfterIt()
    {
        Add("a/1 a/2");
        _sut.Lease(Noon, LeaseTime);

        Release("a/1", TimeSpan.FromSeconds(40));

        Assert.Equal("a/2 -", Lease(2));
        Assert.False(_sut.HasDue(Noon.AddSeconds(29)));
        Assert.Equal("a/2 -", Lease(2, Noon.AddSeconds(39))); // Its own lease has run out.
        Assert.Equal("a/1 -", Lease(2, Noon.AddSeconds(40)));
    }

    [Fact]
    public void Release_WithADelay_LeavesTheTenantsTurn()
    {
        Add("a/1 b/1");
        _sut.Lease(Noon, LeaseTime);
        Release("a/1", TimeSpan.FromSeconds(5));

        Assert.Equal("b/1 a/1", Lease(2, Noon.AddSeconds(5)));
    }

    [Fact]
    public void Add_WhileLeased_IsToBeDoneAgain()
    {
        Add("a/1");
        _sut.Lease(Noon, LeaseTime);
        Assert.False(WasAddedAgain("a/1"));

        Add("a/1");

        Assert.True(WasAddedAgain("a/1"));
        Release("a/1", TimeSpan.Zero);
        Assert.False(WasAddedAgain("a/1"));
        Assert.Equal("a/1 -", Lease(2));
    }

    [Fact]
    public void Add_BulkWhileLeased_IsDoneAgainBehindAllOthers()
    {
        Add("a/1 a/2 a/3");
        _sut.Lease(Noon, LeaseTime);

        Add("a/1", IngestPriority.Bulk);
        Release("a/1", TimeSpan.Zero);

        Assert.Equal("a/2 a/3 a/1 -", Lease(4));
    }

    [Fact]
    public void Remove_LeavesNothing()
    {
        Add("a/1 b/1");
        var lease = _sut.Lease(Noon, LeaseTime)!.Value.LeaseId;

        _sut.Remove(TenantOf("a/1"), VideoOf("a/1"));
        _sut.Remove(TenantOf("a/1"), VideoOf("a/1"));

        Assert.Equal((1, 0), (_sut.Count, _sut.InWork));
        Assert.False(_sut.Prolong(lease, Noon, LeaseTime));
        Assert.False(Holds("a/1", lease));
        Assert.Equal("b/1 -", Lease(2));
    }

    [Fact]
    public void Describe_GivesTheNextNumber_AlsoAfterJobsThatWereStoredEarlier()
    {
        _sut.Add(new QueuedJob(TenantId.From("aa"), VideoId.From("old"), 41, IngestPriority.Normal), Noon);

        Assert.Equal(42, _sut.Describe(TenantId.From("aa"), VideoId.From("new"), IngestPriority.Normal).Number);
        Assert.Equal(41, _sut.Describe(TenantId.From("aa"), VideoId.From("old"), IngestPriority.Urgent).Number);
    }

    [Fact]
    public void Add_TwoJobsOfOneNumber_AreBothLeased()
    {
        _sut.Add(new QueuedJob(TenantId.From("aa"), VideoId.From("2"), 1, IngestPriority.Normal), Noon);
        _sut.Add(new QueuedJob(TenantId.From("aa"), VideoId.From("1"), 1, IngestPriority.Normal), Noon);

        Assert.Equal("a/1 a/2 -", Lease(3));
    }

    [Fact]
    public void Backlog_CountsWhatMayBeLeasedAndWhatIsInWork_WithTheAgeOfTheOldest()
    {
        Add("a/1 a/2 b/1");
        Lease(1);
        _sut.Add(_sut.Describe(TenantOf("c/1"), VideoOf("c/1"), IngestPriority.Urgent), Noon.AddSeconds(5));

        var backlog = _sut.Backlog(Noon.AddSeconds(20));

        Assert.Equal((3, 1, TimeSpan.FromSeconds(20)), (backlog.Waiting, backlog.InWork, backlog.OldestAge));
    }

    [Fact]
    public void Backlog_OfATenantThatIsHeld_DoesNotCount()
    {
        Add("a/1 a/2 b/1");
        _sut.Hold(TenantOf("a/1"), Noon.AddSeconds(60));

        Assert.Equal(1, _sut.Backlog(Noon).Waiting);
        Assert.Equal(3, _sut.Backlog(Noon.AddSeconds(60)).Waiting);
    }

    [Fact]
    public void Backlog_Work_FollowsWhatJobsTook()
    {
        Add("a/1 a/2 a/3");
        Lease(1);
        _sut.NoteWork(TenantOf("a/1"), VideoOf("a/1"), Noon.AddSeconds(12));
        _sut.Remove(TenantOf("a/1"), VideoOf("a/1"));

        Assert.Equal(TimeSpan.FromSeconds(24), _sut.Backlog(Noon.AddSeconds(12)).Work);
    }

    // "a/1" is the video 1 of the tenant aa: an id has two characters at least.
    private static TenantId TenantOf(string job) => TenantId.From(new string(job[0], 2));

    private static VideoId VideoOf(string job) => VideoId.From(job[2..]);

    private void Add(string jobs, IngestPriority priority = IngestPriority.Normal)
    {
        foreach (var job in jobs.Split(' '))
            _sut.Add(_sut.Describe(TenantOf(job), VideoOf(job), priority), Noon);
    }

    private string Lease(int times, DateTimeOffset? at = null) => string.Join(' ', Enumerable.Range(0, times).Select(_ => LeaseOne(at ?? Noon)));

    private string LeaseOne(DateTimeOffset at) => _sut.Lease(at, LeaseTime) is var (job, _) ? $"{job.Tenant.Value[0]}/{job.Video}" : "-";

    private string LeaseAndComplete()
    {
        var job = LeaseOne(Noon);
        _sut.Remove(TenantOf(job), VideoOf(job));
        return job;
    }

    private bool Holds(string job, long lease) => _sut.Holds(TenantOf(job), VideoOf(job), lease);

    private bool WasAddedAgain(string job) => _sut.WasAddedAgain(TenantOf(job), VideoOf(job));

    private void Release(string job, TimeSpan delay) => _sut.Release(TenantOf(job), VideoOf(job), Noon, delay);
}
