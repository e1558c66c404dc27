namespace Triad.Resilience.Tests.Durability;

/// <summary>
/// What is acknowledged survives a power cut, not only a kill: the disk is rebuilt from the system calls that the server made, as of the moment in which each
/// answer was sent, with only what had been synced by then; and a server that is started on it has everything.
/// </summary>
public sealed class PowerLossTests(TracedServer traced) : IClassFixture<TracedServer>
{
    private const int Seed = 1;

    [Fact]
    public async Task PowerCut_AtEachAnswer_LosesNothingAcknowledged()
    {
        Tracer.SkipWhereMissing();
        foreach (var answer in traced.Acknowledged)
            await CheckAsync(answer, (disk, folder) => disk.Save(folder));
    }

    [Fact]
    public async Task PowerCut_AfterWhichSomeOfTheRestIsThereToo_LosesNothingAcknowledged()
    {
        Tracer.SkipWhereMissing();
        var random = new Random(Seed);
        foreach (var answer in traced.Acknowledged.TakeLast(3))
            await CheckAsync(answer, (disk, folder) => disk.SaveMixed(folder, random));
    }

    [Fact]
    public void Upload_IsWrittenSyncedRenamedAndItsFolderSynced_BeforeItsAnswer()
    {
        Tracer.SkipWhereMissing();
        foreach (var answer in traced.Acknowledged.Where(answer => answer.What.StartsWith("upload", StringComparison.Ordinal)))
        {
            var calls = CallsOf(answer);
            var renamed = calls.Single(call => call.Name == "rename" && call.Texts()[1].Contains("/source.", StringComparison.Ordinal));
            var (passing, target) = (renamed.Texts()[0], renamed.Texts()[1]);
            var lastWrite = calls.Last(call => call.DescriptorPath == passing && call.Name.Contains("write", StringComparison.Ordinal));
            AssertSynced(calls, passing, lastWrite.End, renamed.Start);
            AssertSynced(calls, Path.GetDirectoryName(target)!, renamed.End, ReplyOf(answer));

            // The video's own folder and those above it are new.
            foreach (var made in calls.Where(call => call.Name == "mkdir" && target.StartsWith(call.Texts()[0] + "/", StringComparison.Ordinal)))
                AssertSynced(calls, Path.GetDirectoryName(made.Texts()[0])!, made.End, ReplyOf(answer));
        }
    }

    [Fact]
    public void State_IsSyncedAfterItsLastWrite_BeforeEachAnswer()
    {
        Tracer.SkipWhereMissing();
        var log = Path.Combine(traced.Data, "state.db-wal");
        foreach (var answer in traced.Acknowledged)
        {
            var calls = CallsOf(answer);
            var commits = calls.Where(call => call.DescriptorPath == log && call.Name is "fsync" or "fdatasync").ToArray();
            Assert.NotEmpty(commits);
            Assert.Contains(commits, commit => calls.Any(call => call.DescriptorPath == log && call.Name.Contains("write", StringComparison.Ordinal) && call.End < commit.Start));
        }
    }

    [Fact]
    public void Deletion_TakesTheFolderAwayAndSyncsTheOneAbove_BeforeItsAnswer()
    {
        Tracer.SkipWhereMissing();
        foreach (var answer in traced.Acknowledged.Where(answer => answer.What.StartsWith("deletion", StringComparison.Ordinal)))
        {
            var calls = CallsOf(answer);
            var renamed = calls.Single(call => call.Name == "rename" && call.Texts()[1].Contains("/.trash/", StringComparison.Ordinal));
            AssertSynced(calls, Path.GetDirectoryName(renamed.Texts()[0])!, renamed.End, ReplyOf(answer));
        }
    }

    private async Task CheckAsync(Acknowledgement answer, Action<PowerLossDisk, string> save)
    {
        var image = Directory.CreateTempSubdirectory("triad-power-");
        try
        {
            save(PowerLossDisk.At(traced.Root, traced.Calls, ReplyOf(answer)), image.FullName);
            await using var server = ServerProcess.Over(Path.Combine(image.FullName, "data"));
            await server.RestartAsync();
            await answer.Expected.CheckAsync(server, $"as of {answer.What}");
        }
        finally
        {
            image.Delete(recursive: true);
        }
    }

    private SystemCall[] CallsOf(Acknowledgement answer) =>
        [.. traced.Calls.Where(call => call.Start >= answer.From && call.End < ReplyOf(answer) && call.Result >= 0)];

    private int ReplyOf(Acknowledgement answer) => ReplyFrames.Lines(traced.Calls).Last(line => line >= answer.From && line < answer.To);

    private static void AssertSynced(SystemCall[] calls, string path, int after, int before) => Assert.Contains(
        calls,
        call => call.Name is "fsync" or "fdatasync" && call.DescriptorPath == path && call.Start > after && call.End < before);
}
