using System.Collections.Immutable;
using Triad.Client;

namespace Triad.Resilience.Tests.Durability;

/// <summary>One life of the real server, every file operation of which was written down, with the answers that its clients got meanwhile.</summary>
public sealed class TracedServer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-traced-");
    private readonly List<(string What, string Mark, ExpectedLibrary Expected)> _answers = [];
    private ExpectedLibrary _expected = new();

    /// <summary>The folder that is there before the server starts; what it makes is below it.</summary>
    internal string Root => Path.Combine(_folder.FullName, "disk");

    internal string Data => Path.Combine(Root, "data");

    internal IReadOnlyList<SystemCall> Calls { get; private set; } = [];

    internal IReadOnlyList<Acknowledgement> Acknowledged { get; private set; } = [];

    private string Trace => Path.Combine(_folder.FullName, "trace");

    public async ValueTask InitializeAsync()
    {
        if (!Tracer.MayTrace)
            return;
        Directory.CreateDirectory(Root);
        await using var server = ServerProcess.Over(Data, SystemCallTrace.Command(Trace));
        await server.RestartAsync("--set", "Triad:Ingest:CheckpointSegments=1");
        using (var @operator = server.Operator())
            await WorkAsync(server, @operator);
        await server.KillAsync();
        Calls = SystemCallTrace.Read(Trace);
        Acknowledged = Locate();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task WorkAsync(ServerProcess server, TriadClient @operator)
    {
        await CallAsync(@operator, "tenant", () => @operator.Tenants.CreateAsync(ExpectedLibrary.Tenant), expected => expected with { HasTenant = true });
        var key = await MakeKeyAsync(@operator);
        var spare = await MakeKeyAsync(@operator);
        using var client = server.Connect(key.Key, null);

        await UploadAsync(@operator, client, "one", 0);
        await client.Library.WaitAsync("one");
        await UploadAsync(@operator, client, "two", 1);
        await CallAsync(@operator, "revocation", () => @operator.Tenants.RevokeKeyAsync(spare.Info.Id), expected => expected with
        {
            Keys = expected.Keys.Remove(spare.Key),
            RevokedKeys = expected.RevokedKeys.Add(spare.Key),
        });
        await DeleteAsync(@operator, client, "one");
        await UploadAsync(@operator, client, "three", 2);
        await DeleteAsync(@operator, client, "two");
        await UploadAsync(@operator, client, "one", 3);
        await client.Library.WaitAsync("one");
        await UploadAsync(@operator, client, "last", 4);
    }

    private async Task<CreatedApiKey> MakeKeyAsync(TriadClient @operator)
    {
        CreatedApiKey key = null!;
        await CallAsync(
            @operator,
            "key",
            async () => key = await @operator.Tenants.CreateKeyAsync(ExpectedLibrary.Tenant, [KeyScope.Ingest, KeyScope.Search]),
            expected => expected with { Keys = expected.Keys.Add(key.Key) });
        return key;
    }

    private Task UploadAsync(TriadClient @operator, TriadClient client, string id, int sample)
    {
        var file = Path.Combine(Checkout.Samples, $"sample-{sample:00}.mp4");
        var options = new UploadOptions { VideoId = id, SegmentLength = TimeSpan.FromSeconds(4) };
        return CallAsync(@operator, "upload", () => client.Library.UploadAsync(file, options), expected => expected with
        {
            Videos = expected.Videos.Add(id, new FileInfo(file).Length),
            Deleted = expected.Deleted.Remove(id),
        });
    }

    private Task DeleteAsync(TriadClient @operator, TriadClient client, string id) =>
        CallAsync(@operator, "deletion", () => client.Library.DeleteAsync(id), expected => expected with
        {
            Videos = expected.Videos.Remove(id),
            Deleted = expected.Deleted.Add(id),
        });

    private async Task CallAsync(TriadClient @operator, string what, Func<Task> call, Func<ExpectedLibrary, ExpectedLibrary> learn)
    {
        await call();
        _expected = learn(_expected);

        // The tracer writes a call down when it is over, which may be after its effect was seen: what can be found in the trace is a later answer.
        var mark = $"mark-{_answers.Count:00}-of-the-trace";
        await Assert.ThrowsAsync<TriadException>(() => @operator.Tenants.GetAsync(mark));
        _answers.Add(($"{what} {_answers.Count}", mark, _expected));
    }

    private List<Acknowledgement> Locate()
    {
        var acknowledged = new List<Acknowledgement>();
        foreach (var (what, mark, expected) in _answers)
            acknowledged.Add(new Acknowledgement(what, acknowledged.LastOrDefault()?.To ?? 0, ReplyFrames.LineOf(Calls, mark), expected));
        return acknowledged;
    }
}
