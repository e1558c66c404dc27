using Triad.Client;

namespace Triad.EndToEnd.Tests.Servers;

/// <summary>The server that is built with ONNX Runtime's CUDA package.</summary>
public sealed class CudaBuildTests
{
    private static readonly string Built = Path.Combine(Checkout.Root, "artifacts", "cuda", "bin", "Triad.Server", "release", "Triad.Server.dll");

    [Fact]
    public async Task Start_OnAMachineWithOrWithoutAGpu_SaysWhereGraphsRunAndServes()
    {
        Assert.SkipUnless(File.Exists(Built), "The server with CUDA is not built: ./triad test does it, or dotnet build src/Triad.Server -c Release -p:TriadCuda=true");
        var data = Directory.CreateTempSubdirectory("triad-cuda-");
        await using (var server = ServerProcess.Of(Built, data.FullName))
        {
            await server.RestartAsync();
            using var client = await server.OnboardAsync("acme");
            var video = await client.Library.UploadAndWaitAsync(Path.Combine(Checkout.Samples, "sample-00.mp4"));

            Assert.True(video.SegmentCount > 0);
            var device = Assert.Single(server.Said, line => line.StartsWith("  device ", StringComparison.Ordinal));
            if (File.Exists("/proc/driver/nvidia/version"))
                Assert.Contains("GPU 0", device, StringComparison.Ordinal);
            else
                Assert.Contains("CPU: this build has CUDA, but no GPU can be used (", device, StringComparison.Ordinal);
        }

        data.Delete(recursive: true);
    }
}
