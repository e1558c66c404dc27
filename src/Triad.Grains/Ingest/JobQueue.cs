using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Grains.Abstractions.Ingest;

namespace Triad.Grains.Ingest;

/// <summary>
/// The picture of one partition: which job is next, who has which, until when. It is in memory only; what is durable is the grain's
/// affair. An operation costs the logarithm of the number of jobs at most.
/// </summary>
/// <remarks>
/// Of the tenants that have a job which is due, the one with the fewest in work is first, and among those the one whose last turn (a lease,
/// or its coming) is longest ago: so a single worker goes round the tenants too. A host that shares by weight names the tenant (<see cref="Due"/>).
/// Of a tenant's jobs the most urgent is next, then the oldest.
/// </remarks>
/// <param name="firstLease">
/// Leases count on from here. The grain draws it: who still holds a lease of an earlier activation must not keep or complete another's.
/// </param>
internal sealed class JobQueue(long firstLease)
{
    private readonly Dictionary<(TenantId Tenant, VideoId Video), JobEntry> _jobs = [];
    private readonly Dictionary<long, JobEntry> _leases = [];
    private readonly Dictionary<TenantId, TenantQueue> _tenants = [];
    private readonly SortedSet<TenantQueue> _ready = new(TenantQueue.Order);
    private readonly PriorityQueue<(JobEntry Entry, long Wait), DateTimeOffset> _waiting = new();
    private readonly PriorityQueue<TenantQueue, DateTimeOffset> _held = new();
    private readonly WorkTime _workTime = new();
    private long _lastLease = firstLease;
    private long _lastNumber;
    private long _lastTurn;
    private long _lastWait;

    public int Count => _jobs.Count;

    /// <summary>Jobs whose lease runs.</summary>
    public int InWork { get; private set; }

    /// <summary>The next moment at which a job may become due by itself; null where there is none.</summary>
    public DateTimeOffset? NextDue => (_waiting.TryPeek(out _, out var job) ? job : (DateTimeOffset?)null, _held.TryPeek(out _, out var tenant)) switch
    {
        (null, true) => tenant,
        ({ } due, true) when tenant < due => tenant,
        var (due, _) => due,
    };

    /// <summary>
    /// A job as it is to be stored: a new one with the next number, one that is known with the more urgent of both priorities. What can wait and is
    /// added to a job that is leased is a job of its own after it: its turn is as if the leased one had never been.
    /// </summary>
    public QueuedJob Describe(TenantId tenant, VideoId video, IngestPriority priority)
    {
        if (!_jobs.TryGetValue((tenant, video), out var known) || (priority == IngestPriority.Bulk && known is { LeaseId: not 0, AddedAgain: false }))
            return new QueuedJob(tenant, video, _lastNumber + 1, priority);
        return known.Job with { Priority = (IngestPriority)Math.Min((int)known.Job.Priority, (int)priority) };
    }

    /// <summary>A tenant's jobs, in no order.</summary>
    public IEnumerable<JobEntry> Of(TenantId tenant) =>
        _tenants.ContainsKey(tenant) ? _jobs.Values.Where(entry => entry.Job.Tenant == tenant) : [];

    public bool Contains(TenantId tenant, VideoId video) => _jobs.ContainsKey((tenant, video));

    /// <summary>What the jobs that may be leased, and those in work, come to.</summary>
    /// <remarks>It costs a look at each job that waits: for who asks every few seconds.</remarks>
    public IngestBacklog Backlog(DateTimeOffset now)
    {
        Advance(now);
        var (waiting, oldest) = (0, now);
        foreach (var entry in _ready.SelectMany(tenant => tenant.Due))
        {
            waiting++;
            if (entry.Since < oldest)
                oldest = entry.Since;
        }

        return new IngestBacklog(waiting, InWork, now - oldest, (waiting + InWork) * _workTime.Mean);
    }

    /// <summary>Notes how long a job took that is about to be completed.</summary>
    public void NoteWork(TenantId tenant, VideoId video, DateTimeOffset now)
    {
        if (_jobs.TryGetValue((tenant, video), out var entry) && entry.LeaseId != 0)
            _workTime.Note(now - entry.LeasedAt);
    }

    /// <summary>Adds a job, or what is new about one that is known. One that is leased is to be done again after its lease.</summary>
    /// <param name="job">The job.</param>
    /// <param name="now">When a new one begins to wait.</param>
    public void Add(QueuedJob job, DateTimeOffset now)
    {
        _lastNumber = Math.Max(_lastNumber, job.Number);
        if (!_jobs.TryGetValue((job.Tenant, job.Video), out var entry))
        {
            entry = new JobEntry(job, TenantOf(job.Tenant)) { Since = now };
            entry.Tenant.Count++;
            _jobs.Add((job.Tenant, job.Video), entry);
            Offer(entry);
            return;
        }

        entry.AddedAgain |= entry.LeaseId != 0;
        var isDue = entry.State == JobState.Due;
        if (isDue)
            Withdraw(entry);
        entry.Job = job;
        if (isDue)
            Offer(entry);
    }

    /// <summary>Tenants with a job that is due, in the order of their turns.</summary>
    public ImmutableArray<TenantId> Due(DateTimeOffset now, int limit)
    {
        Advance(now);
        return [.. _ready.Take(limit).Select(queue => queue.Tenant)];
    }

    /// <summary>Leases the job that is next, of one tenant or of all; null where none is due.</summary>
    public (QueuedJob Job, long LeaseId)? Lease(DateTimeOffset now, TimeSpan time, TenantId? tenant = null)
    {
        Advance(now);
        var next = tenant is not { } one ? _ready.Min : _tenants.TryGetValue(one, out var queue) && _ready.Contains(queue) ? queue : null;
        if (next?.Due.Min is not { } entry)
            return null;
        Withdraw(entry);
        EndLease(entry);
        (entry.LeaseId, entry.LeasedAt) = (++_lastLease, now);
        _leases.Add(entry.LeaseId, entry);
        Change(entry.Tenant, tenant => tenant.Turn = ++_lastTurn);
        Work(entry, now + time);
        return (entry.Job, entry.LeaseId);
    }

    /// <summary>True where a job is due.</summary>
    public bool HasDue(DateTimeOffset now)
    {
        Advance(now);
        return _ready.Count > 0;
    }

    /// <summary>Prolongs a lease; also one that has run out, as long as nobody else has got the job.</summary>
    /// <returns>False where it was lost.</returns>
    public bool Prolong(long lease, DateTimeOffset now, TimeSpan time)
    {
        Advance(now);
        if (!_leases.TryGetValue(lease, out var entry))
            return false;
        if (entry.State == JobState.InWork)
        {
            entry.Until = now + time;
            return true;
        }

        Withdraw(entry);
        Work(entry, now + time);
        return true;
    }

    /// <summary>True where nobody has got the job since the lease; it may have run out.</summary>
    public bool Holds(TenantId tenant, VideoId video, long lease) =>
        lease != 0 && _jobs.TryGetValue((tenant, video), out var entry) && entry.LeaseId == lease;

    /// <summary>True where the job was added while it was leased: what is new must not be completed with what was leased.</summary>
    public bool WasAddedAgain(TenantId tenant, VideoId video) => _jobs[(tenant, video)].AddedAgain;

    /// <summary>Ends a lease; the job is due after a delay.</summary>
    public void Release(TenantId tenant, VideoId video, DateTimeOffset now, TimeSpan delay)
    {
        var entry = _jobs[(tenant, video)];
        Leave(entry);
        if (delay <= TimeSpan.Zero)
            Offer(entry);
        else
            Wait(entry, JobState.Delayed, now + delay);
    }

    /// <summary>Leases none of a tenant's jobs for a while.</summary>
    public void Hold(TenantId tenant, DateTimeOffset until)
    {
        if (!_tenants.TryGetValue(tenant, out var queue))
            return;
        Change(queue, held => held.HeldUntil = until);
        _held.Enqueue(queue, until);
    }

    /// <summary>Takes a job out.</summary>
    public void Remove(TenantId tenant, VideoId video)
    {
        if (!_jobs.Remove((tenant, video), out var entry))
            return;
        Leave(entry);
        if (--entry.Tenant.Count == 0)
            _tenants.Remove(tenant);
    }

    /// <summary>What has waited long enough is due: leases that have run out, delays that are over.</summary>
    public void Advance(DateTimeOffset now)
    {
        while (_held.TryPeek(out var tenant, out var over) && over <= now)
        {
            _held.Dequeue();
            if (tenant.HeldUntil <= now) // It may be held for longer by now.
                Change(tenant, held => held.HeldUntil = null);
        }

        while (_waiting.TryPeek(out var next, out var at) && at <= now)
        {
            _waiting.Dequeue();
            var entry = next.Entry;
            if (entry.Wait != next.Wait)
                continue; // It has moved on since.
            if (entry.Until > now)
            {
                _waiting.Enqueue(next, entry.Until); // It was prolonged since.
                continue;
            }

            StopWaiting(entry);
            Offer(entry);
        }
    }

    private TenantQueue TenantOf(TenantId tenant)
    {
        if (!_tenants.TryGetValue(tenant, out var queue))
            _tenants.Add(tenant, queue = new TenantQueue(tenant, ++_lastTurn));
        return queue;
    }

    private void Offer(JobEntry entry)
    {
        entry.State = JobState.Due;
        Change(entry.Tenant, tenant => tenant.Due.Add(entry));
    }

    private void Withdraw(JobEntry entry) => Change(entry.Tenant, tenant => tenant.Due.Remove(entry));

    private void Work(JobEntry entry, DateTimeOffset until)
    {
        InWork++;
        Change(entry.Tenant, tenant => tenant.InWork++);
        Wait(entry, JobState.InWork, until);
    }

    private void Wait(JobEntry entry, JobState state, DateTimeOffset until)
    {
        (entry.State, entry.Until, entry.Wait) = (state, until, ++_lastWait);
        _waiting.Enqueue((entry, entry.Wait), until);
    }

    private void StopWaiting(JobEntry entry)
    {
        if (entry.State == JobState.InWork)
        {
            InWork--;
            Change(entry.Tenant, tenant => tenant.InWork--);
        }

        entry.Wait = 0;
    }

    /// <summary>Takes an entry from where it is, with its lease.</summary>
    private void Leave(JobEntry entry)
    {
        if (entry.State == JobState.Due)
            Withdraw(entry);
        else
            StopWaiting(entry);
        EndLease(entry);
    }

    private void EndLease(JobEntry entry)
    {
        _leases.Remove(entry.LeaseId);
        (entry.LeaseId, entry.AddedAgain) = (0, false);
    }

    /// <summary>Changes what a tenant's place depends on, and puts it there.</summary>
    private void Change(TenantQueue tenant, Action<TenantQueue> change)
    {
        _ready.Remove(tenant);
        change(tenant);
        if (tenant.Due.Count > 0 && tenant.HeldUntil is null)
            _ready.Add(tenant);
    }
}
