using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Triad.Testing.Time;

namespace Triad.EndToEnd.Tests.Servers;

/// <summary>What a server prints when it starts.</summary>
public sealed class StartTests : IDisposable
{
    private const string ReadyLine = "triad is ready on ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("triad-start-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Start_OfAFreshServer_PrintsNothingOfTheLibrariesBeneathIt()
    {
        using var server = Start("http://127.0.0.1:0");
        var errors = server.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        try
        {
            while (await server.StandardOutput.ReadLineAsync().WithinAsync("the server to be ready", Patience) is { } line && !line.StartsWith(ReadyLine, StringComparison.Ordinal))
                lines.Add(line);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync().WithinAsync("the server to end");
        }

        Assert.Empty(await errors);

        // A turn that took long is true on a busy machine, and of use.
        var said = lines.Where(line => !line.Contains("Orleans.Runtime.Scheduler", StringComparison.Ordinal)).ToList();
        Assert.All(said, line => Assert.Matches(@"^\d\d:\d\d:\d\d (info|warn): Triad\.", line));
        Assert.InRange(said.Count, 1, 8);
    }

    [Fact]
    public async Task Start_OnAPortInUse_PrintsOneLineWithTheRemedy()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        using var server = Start($"http://{other.LocalEndpoint}");
        var output = server.StandardOutput.ReadToEndAsync();
        var errors = server.StandardError.ReadToEndAsync();

        await server.WaitForExitAsync().WithinAsync("the server to end", Patience);

        Assert.Equal(1, server.ExitCode);
        Assert.Empty(await output);
        Assert.Equal(
            $"triad: --urls 'http://{other.LocalEndpoint}': port {((IPEndPoint)other.LocalEndpoint).Port} is taken. Stop what listens there, or choose another with --urls.",
            (await errors).TrimEnd());
    }

    private Process Start(string urls) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "Triad.Server.dll"), "--data", _data.FullName, "--models", Checkout.Models, "--urls", urls])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
