using System.Diagnostics;
using Grpc.Net.Client;
using Qdrant.Client.Grpc;
using Triad.Testing.Time;

namespace Triad.Doubles.Tests.Programs;

/// <summary>The double as <c>./triad qdrant-double</c> starts it.</summary>
public sealed class ProgramTests
{
    private const string Ready = "The double of Qdrant is ready on ";

    [Fact]
    public async Task Start_OnAFreePort_SaysWhereAndAnswers()
    {
        using var process = Start("--port", "0");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().WithinAsync("the double to say that it is ready");
            Assert.StartsWith(Ready, line, StringComparison.Ordinal);

            using var channel = GrpcChannel.ForAddress(line![Ready.Length..].Split(';')[0]);
            var health = await new Qdrant.Client.Grpc.Qdrant.QdrantClient(channel).HealthCheckAsync(new HealthCheckRequest());
            Assert.Equal("1.19.0", health.Version);
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData(0, "--help")]
    [InlineData(2, "--port")]
    [InlineData(2, "--port", "99999")]
    [InlineData(2, "--port", "x")]
    [InlineData(2, "--data", "here")]
    public async Task Start_WithOtherWords_EndsWithACode(int code, params string[] arguments)
    {
        using var process = Start(arguments);

        await process.WaitForExitAsync().WithinAsync("the double to end");

        Assert.Equal(code, process.ExitCode);
    }

    private static Process Start(params string[] arguments)
    {
        string[] command = [Path.Combine(AppContext.BaseDirectory, "Triad.QdrantDouble.dll"), .. arguments];
        return Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }
}
