using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Triad.Inference.Hosting;
using Triad.Inference.Onnx;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Onnx;

public sealed class DeviceChoiceTests
{
    [Theory]
    [InlineData(OnnxDevice.Auto, false, null, OnnxDevice.Cpu, "CPU")]
    [InlineData(OnnxDevice.Auto, true, null, OnnxDevice.Cuda, "GPU 1")]
    [InlineData(OnnxDevice.Auto, true, "no driver", OnnxDevice.Cpu, "CPU: this build has CUDA, but no GPU can be used (no driver)")]
    [InlineData(OnnxDevice.Cpu, true, null, OnnxDevice.Cpu, "CPU, as Triad:Inference:Onnx:Device says")]
    [InlineData(OnnxDevice.Cuda, false, "no driver", OnnxDevice.Cuda, "GPU 1, as Triad:Inference:Onnx:Device says")]
    public void Choice_OfEveryBuildAndMachine_IsWhatWasAskedForOrWhatThereIs(
        OnnxDevice asked, bool inBuild, string? problem, OnnxDevice expected, string description)
    {
        var options = new InferenceOptions { Onnx = new OnnxOptions { Device = asked, DeviceId = 1 } };

        var sut = new DeviceChoice(Options.Create(options), new Probe(inBuild, problem), NullLogger<DeviceChoice>.Instance);

        Assert.Equal((expected, description), (sut.Device, sut.Description));
    }

    [Fact]
    public void Probe_BuildAndMachineOfTheTests_SaysWhatIsMissingOrNothing()
    {
        var sut = new CudaProbe();

        var problem = sut.Try(0);

        Assert.Equal(sut.IsInBuild && File.Exists("/proc/driver/nvidia/version"), problem is null);
    }

    [Fact]
    public async Task Get_WithoutAnySetting_EmbedsOnWhatThereIs()
    {
        using var fixture = new InferenceFixture(InferenceFixture.TinyModels);

        Assert.Equal("tiny", (await fixture.GetAsync("tiny")).Model.Package);
    }

    private sealed record Probe(bool IsInBuild, string? Problem) : ICudaProbe
    {
        public string? Try(int deviceId) => Problem;
    }
}
