using System.Diagnostics;
using System.Text.Json;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Triad.Testing.Time;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Triad.Cluster.Tests.Silos;

/// <summary>Several processes as one platform.</summary>
public sealed class SilosTests : IDisposable
{
    private const string ReadyLine = "triad is ready on ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan RunPatience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("triad-silos-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Demo_OnThreeSilosOfOneRoleEach_Passes()
    {
        using var cluster = Start("up", "--silos", "3", "--data", _data.FullName, "--models", Checkout.Models, "--urls", "http://127.0.0.1:0", "--silo-port", $"{FreePort.Take()}");
        var addresses = await ReadyAsync(cluster, 3);

        var (code, output, errors) = await Tool.RunAsync(
            "demo", "--address", addresses["gateway"], "--data", _data.FullName, "--samples", Checkout.Samples,
            "--model", Path.Combine(Checkout.Models, "triad-mini"), "--json");

        Assert.True(code == 0, output + errors);
        Assert.True(JsonDocument.Parse(output).RootElement.GetProperty("passed").GetBoolean());
        foreach (var (role, address) in addresses)
        {
            using var channel = GrpcChannel.ForAddress(address);
            var health = new Health.HealthClient(channel);
            Assert.Equal(ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest { Service = role })).Status);
            Assert.Equal(ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest())).Status);
            foreach (var other in addresses.Keys.Where(other => other != role))
            {
                var refused = await Assert.ThrowsAsync<RpcException>(async () => await health.CheckAsync(new HealthCheckRequest { Service = other }));
                Assert.Equal(StatusCode.NotFound, refused.StatusCode);
            }
        }

        await StopAsync(cluster);
    }

    [Fact]
    public async Task Silos_OfTheBenchmarksOwnLayout_KilledAndStopped_LoseNothing()
    {
        var (code, output, errors) = await RunAsync(
            "Triad.Benchmarks.dll", "silos", "--kills", "2", "--seed", "7", "--blows", "kill,stop", "--json");

        // 1 where it took longer to recover than the benchmark asks for: a figure, which a busy machine alters.
        Assert.True(code is 0 or 1 && output.StartsWith('{'), output + errors);
        var report = JsonDocument.Parse(output).RootElement;
        Assert.True(report.GetProperty("acked").GetInt32() > 0);
        Assert.All(report.GetProperty("each").EnumerateArray(), each => Assert.NotEqual(JsonValueKind.Null, each.GetProperty("recovery_s").ValueKind));
        Assert.All(
            ["lost", "phantoms", "duplicates", "resurrected", "failed", "failed_twice", "went_on"],
            key => Assert.Equal(0, report.GetProperty(key).GetInt32()));
        Assert.True(report.GetProperty("state_equal").GetBoolean());
    }

    /// <summary>Waits for so many processes, and tells where each role is.</summary>
    private static async Task<Dictionary<string, string>> ReadyAsync(Process cluster, int number)
    {
        using var patience = new CancellationTokenSource(Patience);
        var addresses = new Dictionary<string, string>();
        while (addresses.Count < number && await cluster.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Split(" | ", 2) is [var name, var said] && said.StartsWith(ReadyLine, StringComparison.Ordinal))
                addresses[name.Trim().Split(' ')[1]] = said[ReadyLine.Length..];
        }

        Assert.Equal(number, addresses.Count);
        _ = cluster.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return addresses;
    }

    private static async Task StopAsync(Process cluster)
    {
        using var stop = Process.Start("kill", ["-TERM", $"{cluster.Id}"]);
        await cluster.WaitForExitAsync().WithinAsync("the cluster to end", Patience);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "triad.dll"), .. arguments]) { RedirectStandardOutput = true })!;

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WithinAsync($"{program} to end", RunPatience);
        await process.WaitForExitAsync().WithinAsync($"{program} to end");
        return (process.ExitCode, output, await errors);
    }
}
