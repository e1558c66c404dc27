using Triad.Client;

namespace Triad.EndToEnd.Tests.Audit;

/// <summary>The log of a real server that is killed in the middle of its work, and what the tool finds in it.</summary>
public sealed class AuditKillTests
{
    private const int Kills = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Killed_LeavesAWholeLogWithEveryAnsweredCallOfTheControlPlane_AndWhatIsTamperedWithIsNamed()
    {
        await using var server = await ServerProcess.StartAsync();
        var answered = new List<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var @operator = server.Operator();
            using var over = new CancellationTokenSource();
            var working = WorkAsync(@operator, $"tenant-{kill}", answered, over.Token);
            while (Count(answered) < (kill + 1) * 20)
                await Task.Delay(Pause, TimeProvider.System);
            await server.KillAsync();
            await over.CancelAsync();
            await working;
            await server.RestartAsync();
        }

        var folder = Directory.CreateTempSubdirectory("triad-audit-").FullName;
        var key = File.ReadAllText(Path.Combine(server.Data, "operator.key")).Trim();
        string[] connection = ["--address", server.Address.ToString(), "--key", key];
        Assert.Equal(0, (await Tool.RunAsync(["audit", "export", folder, .. connection])).Code);
        var (code, said, errors) = await Tool.RunAsync("audit", "verify", folder, "--json");
        Assert.True(code == 0, said + errors);

        using var client = server.Operator();
        var listed = await client.Audit.ListAsync(new AuditFilter { Call = "TenantService.CreateTenant" }).ToListAsync();
        Assert.Empty(answered.Except(listed.Where(each => each.Code == "OK").Select(each => each.Tenant)));

        var part = Directory.GetFiles(folder, "*.jsonl", SearchOption.AllDirectories).OrderByDescending(file => new FileInfo(file).Length).First();
        var lines = await File.ReadAllLinesAsync(part);
        await File.WriteAllLinesAsync(part, [.. lines[..4], lines[4].Replace("tenant-", "tenamt-", StringComparison.Ordinal), .. lines[5..]]);
        (code, said, _) = await Tool.RunAsync("audit", "verify", folder);
        Assert.Equal(1, code);
        Assert.Contains("line 5: the line is not what was written here", said, StringComparison.Ordinal);
        await File.WriteAllLinesAsync(part, lines[..6]);
        (code, said, _) = await Tool.RunAsync("audit", "verify", folder);
        Assert.Equal(1, code);
        Assert.Contains("the chain ends at record", said, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task WorkAsync(TriadClient client, string name, List<string> answered, CancellationToken cancellationToken)
    {
        for (var i = 0; !cancellationToken.IsCancellationRequested; i++)
        {
            try
            {
                var tenant = $"{name}-{i}";
                await client.Tenants.CreateAsync(tenant, cancellationToken: cancellationToken);
                lock (answered)
                    answered.Add(tenant);
            }
            catch (Exception ended) when (ended is TriadException or OperationCanceledException)
            {
                // Nobody knows whether it happened.
            }
        }
    }

    private static int Count(List<string> answered)
    {
        lock (answered)
            return answered.Count;
    }
}
