using System.Collections.Immutable;
using Triad.Client;

namespace Triad.EndToEnd.Tests.Durability;

/// <summary>One life of the real server, every file operation of which was written down, with the answers that its clients got meanwhile.</summary>
public sealed class TracedServer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-traced-");
    private readonly List<Acknowledgement> _acknowledged = [];
    private ExpectedLibrary _expected = new();

    /// <summary>The folder that is there before the server starts; what it makes is below it.</summary>
    internal string Root => Path.Combine(_folder.FullName, "disk");

    internal string Data => Path.Combine(Root, "data");

    internal IReadOnlyList<SystemCall> Calls { get; private set; } = [];

    internal IReadOnlyList<Acknowledgement> Acknowledged => _acknowledged;

    private string Trace => Path.Combine(_folder.FullName, "trace");

    public async Task InitializeAsync()
    {
        if (new TracerFactAttribute().Skip is not null)
            return;
        Directory.CreateDirectory(Root);
        await using var server = ServerProcess.Over(Data, SystemCallTrace.Command(Trace));
        await server.RestartAsync("--set", "Triad:Ingest:CheckpointSegments=1");
        using (var @operator = server.Operator())
            await WorkAsync(server, @operator);
        await server.KillAsync();
        Calls = SystemCallTrace.Read(Trace);
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private async Task WorkAsync(ServerProcess server, TriadClient @operator)
    {
        await CallAsync("tenant", () => @operator.Tenants.CreateAsync(ExpectedLibrary.Tenant), expected => expected with { HasTenant = true });
        var key = await MakeKeyAsync(@operator);
        var spare = await MakeKeyAsync(@operator);
        using var client = server.Connect(key.Key, null);

        await UploadAsync(client, "one", 0);
        await client.Library.WaitAsync("one");
        await UploadAsync(client, "two", 1);
        await CallAsync("revocation", () => @operator.Tenants.RevokeKeyAsync(spare.Info.Id), expected => expected with
        {
            Keys = expected.Keys.Remove(spare.Key),
            RevokedKeys = expected.RevokedKeys.Add(spare.Key),
        });
        await DeleteAsync(client, "one");
        await UploadAsync(client, "three", 2);
        await DeleteAsync(client, "two");
        await UploadAsync(client, "one", 3);
        await client.Library.WaitAsync("one");
        await UploadAsync(client, "last", 4);
    }

    private async Task<CreatedApiKey> MakeKeyAsync(TriadClient @operator)
    {
        CreatedApiKey key = null!;
        await CallAsync(
            "key",
            async () => key = await @operator.Tenants.CreateKeyAsync(ExpectedLibrary.Tenant, [KeyScope.Ingest, KeyScope.Search]),
            expected => expected with { Keys = expected.Keys.Add(key.Key) });
        return key;
    }

    private Task UploadAsync(TriadClient client, string id, int sample)
    {
        var file = Path.Combine(Checkout.Samples, $"sample-{sample:00}.mp4");
        var options = new UploadOptions { VideoId = id, SegmentLength = TimeSpan.FromSeconds(4) };
        return CallAsync("upload", () => client.Library.UploadAsync(file, options), expected => expected with
        {
            Videos = expected.Videos.Add(id, new FileInfo(file).Length),
            Deleted = expected.Deleted.Remove(id),
        });
    }

    private Task DeleteAsync(TriadClient client, string id) =>
        CallAsync("deletion", () => client.Library.DeleteAsync(id), expected => expected with
        {
            Videos = expected.Videos.Remove(id),
            Deleted = expected.Deleted.Add(id),
        });

    private async Task CallAsync(string what, Func<Task> call, Func<ExpectedLibrary, ExpectedLibrary> learn)
    {
        var from = CountLines();
        await call();
        _expected = learn(_expected);
        _acknowledged.Add(new Acknowledgement($"{what} {_acknowledged.Count}", from, CountLines(), _expected));
    }

    private int CountLines()
    {
        using var trace = new FileStream(Trace, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var (count, buffer) = (0, new byte[1 << 20]);
        while (trace.Read(buffer) is > 0 and var read)
            count += buffer.AsSpan(0, read).Count((byte)'\n');
        return count;
    }
}
