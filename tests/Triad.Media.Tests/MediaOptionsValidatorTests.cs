using Triad.Testing.Settings;

namespace Triad.Media.Tests;

public sealed class MediaOptionsValidatorTests
{
    [Fact]
    public void Defaults_AreValidAndThese()
    {
        var options = new MediaOptions { DecoderThreads = 1 };

        Assert.True(new MediaOptionsValidator().Validate(null, new MediaOptions()).Succeeded);
        Assert.Equal(
            """
            FfmpegPath = null
            FfprobePath = null
            StoreFolder = data/media
            ScratchFolder = data/scratch
            SharedFolders = True
            Sandbox = Auto
            RequireSandbox = False
            MaxMemoryBytes = 4294967296
            MaxAllocationBytes = 536870912
            BaseCpuTime = 00:00:30
            CpuTimePerMediaTime = 8
            ProbeTimeout = 00:00:30
            StallTimeout = 00:01:00
            MaxPixels = 67108864
            MaxStreams = 64
            MaxSkewBytes = 536870912
            DecoderThreads = 1
            MaxOpenFiles = 64
            MaxProcesses = 4096
            MaxScratchBytes = 67108864
            """,
            SettingText.Of(options));
    }

    [Fact]
    public void Validate_AllWrong_SaysSettingValueAndRemedyOfEach()
    {
        var options = new MediaOptions
        {
            StoreFolder = " ",
            ScratchFolder = "",
            FfmpegPath = "/no/such",
            FfprobePath = "/no/such",
            MaxMemoryBytes = 1,
            MaxAllocationBytes = 1,
            BaseCpuTime = TimeSpan.Zero,
            CpuTimePerMediaTime = double.NaN,
            ProbeTimeout = TimeSpan.Zero,
            StallTimeout = TimeSpan.Zero,
            MaxPixels = 0,
            MaxStreams = 0,
            MaxSkewBytes = 0,
            DecoderThreads = 0,
            MaxOpenFiles = 31,
            MaxProcesses = 63,
            MaxScratchBytes = 0,
        };

        var failures = new MediaOptionsValidator().Validate(null, options).Failures;

        Assert.Equal(
            """
            Triad:Media:StoreFolder is ' '. Name a folder that only the service can read.
            Triad:Media:ScratchFolder is ''. Name a folder that only the service can read.
            Triad:Media:FfmpegPath is '/no/such'. There is no such file. Name the program's absolute path, or leave it out.
            Triad:Media:FfprobePath is '/no/such'. There is no such file. Name the program's absolute path, or leave it out.
            Triad:Media:MaxMemoryBytes is '1'. Set at least 268435456.
            Triad:Media:MaxAllocationBytes is '1'. Set at least 1048576.
            Triad:Media:BaseCpuTime is '00:00:00'. Set at least 00:00:01.
            Triad:Media:CpuTimePerMediaTime is 'NaN'. Set at least 0.
            Triad:Media:ProbeTimeout is '00:00:00'. Set at least 00:00:01.
            Triad:Media:StallTimeout is '00:00:00'. Set at least 00:00:01.
            Triad:Media:MaxPixels is '0'. Set at least 1.
            Triad:Media:MaxStreams is '0'. Set at least 1.
            Triad:Media:MaxSkewBytes is '0'. Set at least 1048576.
            Triad:Media:DecoderThreads is '0'. Set at least 1.
            Triad:Media:MaxOpenFiles is '31'. Set at least 32.
            Triad:Media:MaxProcesses is '63'. Set at least 64.
            Triad:Media:MaxScratchBytes is '0'. Set at least 1.
            """,
            string.Join('\n', failures!));
    }
}
