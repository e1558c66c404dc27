using Triad.Inference.Hosting;
using Triad.Inference.Onnx;
using Triad.Testing.Settings;

namespace Triad.Inference.Tests.Hosting;

public sealed class InferenceOptionsValidatorTests
{
    [Fact]
    public void Defaults_AreValidAndThese()
    {
        var options = new InferenceOptions();

        Assert.True(new InferenceOptionsValidator().Validate(null, options).Succeeded);
        Assert.Equal(
            """
            ModelsFolder = models
            MaxTokensPerItem = 2048
            SoftTokenMebibytes = 64
            LongestMedia = 06:00:00
            Packages:MaxMebibytes = 0
            Packages:UnloadAfter = 00:30:00
            Packages:RoomWait = 00:00:30
            Onnx:Device = Auto
            Onnx:DeviceId = 0
            Onnx:IntraOpThreads = 0
            Onnx:MemoryArena = True
            Onnx:GpuMemoryMebibytes = 0
            Scheduling:Executors = 0
            Scheduling:MaxBatchRows = 64
            Scheduling:MaxBatchBytes = 67108864
            Scheduling:BatchTime = 00:00:00.1000000
            Scheduling:ShortStep = 00:00:00.0010000
            Scheduling:QueryCapacity = 1024
            Scheduling:IngestCapacity = 4096
            Scheduling:ShedShare = 0.25
            Scheduling:IngestNice = 10
            Scheduling:QueryTurns = 8
            """,
            SettingText.Of(options));
    }

    [Fact]
    public void Validate_AllWrong_SaysSettingValueAndRemedyOfEach()
    {
        var options = new InferenceOptions
        {
            ModelsFolder = " ",
            MaxTokensPerItem = 0,
            SoftTokenMebibytes = -1,
            LongestMedia = TimeSpan.Zero,
            Packages = new PackageMemoryOptions { MaxMebibytes = -1, UnloadAfter = TimeSpan.FromSeconds(-1), RoomWait = TimeSpan.Zero },
            Onnx = new OnnxOptions { Device = (OnnxDevice)9, DeviceId = -1, IntraOpThreads = 257, GpuMemoryMebibytes = -1 },
        };
        options.Scheduling.Executors = -1;
        options.Scheduling.MaxBatchRows = 5000;
        options.Scheduling.MaxBatchBytes = 1;
        options.Scheduling.BatchTime = TimeSpan.Zero;
        options.Scheduling.ShortStep = TimeSpan.FromSeconds(1);
        options.Scheduling.QueryCapacity = 15;
        options.Scheduling.IngestCapacity = 15;
        options.Scheduling.ShedShare = 0;
        options.Scheduling.IngestNice = 20;
        options.Scheduling.QueryTurns = 0;

        var failures = new InferenceOptionsValidator().Validate(null, options).Failures;

        Assert.Equal(
            """
            Triad:Inference:ModelsFolder is ' '. Name the folder that holds the model packages.
            Triad:Inference:MaxTokensPerItem is '0'. Set 1 to 65536.
            Triad:Inference:SoftTokenMebibytes is '-1'. Set 0 to 65536.
            Triad:Inference:LongestMedia is '00:00:00'. Set 00:00:01 to 7.00:00:00.
            Triad:Inference:Packages:MaxMebibytes is '-1'. Set 0 to 16777216.
            Triad:Inference:Packages:UnloadAfter is '-00:00:01'. Set 00:00:00 to 30.00:00:00.
            Triad:Inference:Packages:RoomWait is '00:00:00'. Set 00:00:01 to 00:10:00.
            Triad:Inference:Onnx:Device is '9'. Set Auto, Cpu or Cuda.
            Triad:Inference:Onnx:DeviceId is '-1'. Set at least 0.
            Triad:Inference:Onnx:IntraOpThreads is '257'. Set 0 to 256.
            Triad:Inference:Onnx:GpuMemoryMebibytes is '-1'. Set at least 0.
            Triad:Inference:Scheduling:Executors is '-1'. Set 0 to 256.
            Triad:Inference:Scheduling:MaxBatchRows is '5000'. Set 1 to 1024.
            Triad:Inference:Scheduling:MaxBatchBytes is '1'. Set 65536 to 4294967296.
            Triad:Inference:Scheduling:BatchTime is '00:00:00'. Set 00:00:00.0010000 to 00:00:10.
            Triad:Inference:Scheduling:ShortStep is '00:00:01'. Set 00:00:00 to 00:00:00.0100000.
            Triad:Inference:Scheduling:QueryCapacity is '15'. Set at least 16.
            Triad:Inference:Scheduling:IngestCapacity is '15'. Set at least 16.
            Triad:Inference:Scheduling:ShedShare is '0'. Set 0.01 to 1.
            Triad:Inference:Scheduling:IngestNice is '20'. Set 0 to 19.
            Triad:Inference:Scheduling:QueryTurns is '0'. Set at least 1.
            """,
            string.Join('\n', failures!));
    }
}
