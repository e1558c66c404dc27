using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Grains.Ingest;

namespace Triad.Grains.Tests.Ingest;

/// <summary>Whatever happens in whatever order, the queue does what a list does that is looked through each time.</summary>
public sealed class JobQueueModelTests
{
    private const long FirstLease = 7000;

    private static readonly DateTimeOffset Start = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    [Property(MaxTest = 400, EndSize = 200)]
    public Property Queue_AnyCalls_AnswersAsAListDoes() => Prop.ForAll(Calls().ArrayOf().ToArbitrary(), calls => new Run().Matches(calls));

    private static Gen<int[]> Calls() => Gen.Choose(0, 999).ArrayOf(5);

    private sealed class Run
    {
        private readonly JobQueue _queue = new(FirstLease);
        private readonly NaiveQueue _model = new(FirstLease);
        private readonly List<(TenantId Tenant, VideoId Video, long LeaseId)> _leases = [];
        private DateTimeOffset _now = Start;

        public bool Matches(int[][] calls) => calls.All(call => Step(call)
            && _queue.HasDue(_now) == _model.HasDue(_now)
            && _queue.InWork == _model.InWork(_now)
            && _queue.Count == _model.Count
            && (_queue.NextDue is null || _queue.NextDue > _now));

        private bool Step(int[] call)
        {
            var tenant = TenantId.From($"tenant-{call[1] % 4}");
            var video = VideoId.From($"{tenant}-video-{call[2] % 6}");
            switch (call[0] % 8)
            {
                case 0 or 1:
                    var priority = (IngestPriority)(call[3] % 3);
                    _queue.Add(_queue.Describe(tenant, video, priority), _now);
                    _model.Add(tenant, video, priority);
                    return true;
                case 2 or 3:
                    var wanted = _model.Lease(_now, LeaseTime);
                    if (_queue.Lease(_now, LeaseTime) is not var (job, lease))
                        return wanted is null;
                    _leases.Add((job.Tenant, job.Video, lease));
                    return wanted == (job.Video, lease);
                case 7:
                    var until = _now + TimeSpan.FromSeconds(call[3] % 30);
                    _queue.Hold(tenant, until);
                    _model.Hold(tenant, until);
                    return true;
                case 4:
                    _now += TimeSpan.FromSeconds(call[3] % 20);
                    return true;
            }

            // Also leases that were lost long ago, and one that nobody ever had.
            var held = _leases.Count == 0 ? (tenant, video, 1L) : _leases[call[1] % _leases.Count];
            return (call[0] % 8, call[3] % 2) switch
            {
                (5, 0) => _queue.Prolong(held.Item3, _now, LeaseTime) == _model.Prolong(held.Item3, _now, LeaseTime),
                (5, _) => Release(held, TimeSpan.FromSeconds(call[4] % 40)),
                _ => Complete(held),
            };
        }

        private bool Release((TenantId Tenant, VideoId Video, long LeaseId) held, TimeSpan delay)
        {
            var holds = _queue.Holds(held.Tenant, held.Video, held.LeaseId);
            if (holds)
                _queue.Release(held.Tenant, held.Video, _now, delay);
            return holds == _model.Release(held.Tenant, held.Video, held.LeaseId, _now, delay);
        }

        private bool Complete((TenantId Tenant, VideoId Video, long LeaseId) held)
        {
            var holds = _queue.Holds(held.Tenant, held.Video, held.LeaseId);
            if (holds && _queue.WasAddedAgain(held.Tenant, held.Video))
                _queue.Release(held.Tenant, held.Video, _now, TimeSpan.Zero);
            else if (holds)
                _queue.Remove(held.Tenant, held.Video);
            return holds == _model.Complete(held.Tenant, held.Video, held.LeaseId);
        }
    }
}
