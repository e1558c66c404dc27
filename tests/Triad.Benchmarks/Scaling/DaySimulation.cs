using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Grains.Ingest;

namespace Triad.Benchmarks.Scaling;

/// <summary>
/// A day of videos through the platform's own queue, second by second. A replica takes a while to start; one that goes hands its videos back at their last
/// checkpoint, and they wait again.
/// </summary>
internal sealed class DaySimulation(IReadOnlyList<Arrival> day, int places, int startSeconds)
{
    // What is done again of a video that is handed back: half of the segments between two checkpoints.
    private const double LostSeconds = 4;

    private static readonly DateTimeOffset Midnight = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    // Hosts prolong their leases; nobody dies here.
    private static readonly TimeSpan Lease = TimeSpan.FromDays(30);

    /// <summary>Runs the day, and on until all is done.</summary>
    public DayResult Run(string name, IReplicaPolicy policy)
    {
        var queue = new JobQueue(1);
        var replicas = Enumerable.Range(0, policy.First).Select(_ => new Replica(0)).ToList();
        var left = day.Select(video => video.Work).ToArray();
        var waits = new double?[day.Count];
        var (replicaLine, waitingLine) = (new List<int>(), new List<int>());
        var (next, done, seconds, peak) = (0, 0, 0L, 0);
        for (var second = 0; second < DayOfLoad.Seconds || done < day.Count; second++)
        {
            var now = Midnight.AddSeconds(second);
            for (; next < day.Count && day[next].Second <= second; next++)
                queue.Add(queue.Describe(TenantId.From($"tenant-{day[next].Tenant}"), VideoOf(next), IngestPriority.Normal), now);
            done += replicas.Sum(replica => Finish(replica, queue, second, now));
            foreach (var replica in replicas.Where(replica => replica.ReadyAt <= second))
                Take(replica, queue, second, now, left, waits);
            if (second < DayOfLoad.Seconds && second % 60 == 0)
            {
                replicaLine.Add(replicas.Count);
                waitingLine.Add(queue.Count - queue.InWork);
            }

            seconds += replicas.Count;
            peak = Math.Max(peak, replicas.Count);
            var ready = replicas.Count(replica => replica.ReadyAt <= second);
            var busy = ready == 0 ? 0 : replicas.Sum(replica => replica.Jobs.Count) / (double)(ready * places);
            var wanted = policy.Next(new PoolState(now, second, replicas.Count, ready, busy, queue));
            while (replicas.Count < wanted)
                replicas.Add(new Replica(second + startSeconds));
            while (replicas.Count > wanted)
                Remove(replicas, queue, second, now, left);
        }

        var sorted = waits.Select(wait => wait!.Value).Order().ToArray();
        return new DayResult(name, At(sorted, 0.5), At(sorted, 0.95), sorted[^1], seconds / 3600.0, peak, replicaLine, waitingLine);
    }

    private static double At(double[] sorted, double part) => sorted[(int)Math.Ceiling(part * sorted.Length) - 1];

    private static VideoId VideoOf(int index) => VideoId.From($"video-{index}");

    private static int IndexOf(QueuedJob job) => int.Parse(job.Video.Value.AsSpan("video-".Length), System.Globalization.CultureInfo.InvariantCulture);

    private static int Finish(Replica replica, JobQueue queue, int second, DateTimeOffset now)
    {
        foreach (var job in replica.Jobs.Where(job => job.DoneAt <= second))
        {
            queue.NoteWork(job.Job.Tenant, job.Job.Video, now);
            queue.Remove(job.Job.Tenant, job.Job.Video);
        }

        return replica.Jobs.RemoveAll(job => job.DoneAt <= second);
    }

    private void Take(Replica replica, JobQueue queue, int second, DateTimeOffset now, double[] left, double?[] waits)
    {
        while (replica.Jobs.Count < places && queue.Lease(now, Lease) is var (job, _))
        {
            var index = IndexOf(job);
            waits[index] ??= second - day[index].Second;
            replica.Jobs.Add(new RunningJob(job, index, second + left[index]));
        }
    }

    // Kubernetes takes those first that are not ready, then the youngest.
    private static void Remove(List<Replica> replicas, JobQueue queue, int second, DateTimeOffset now, double[] left)
    {
        var last = replicas[^1];
        replicas.RemoveAt(replicas.Count - 1);
        foreach (var job in last.Jobs)
        {
            left[job.Arrival] = job.DoneAt - second + LostSeconds;
            queue.Release(job.Job.Tenant, job.Job.Video, now, TimeSpan.Zero);
        }
    }
}
