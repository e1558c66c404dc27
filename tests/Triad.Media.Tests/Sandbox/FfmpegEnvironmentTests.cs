using Microsoft.Extensions.Options;
using Triad.Media.Ffmpeg;
using Triad.Media.Sandbox;

namespace Triad.Media.Tests.Sandbox;

public sealed class FfmpegEnvironmentTests
{
    private static readonly SandboxTools NoIsolation = SandboxTools.Find() with { Bubblewrap = null, Perl = null };

    [Fact]
    public async Task MissingLayer_Required_RefusesWithNamesAndRemedies()
    {
        using var sut = CreateSut(NoIsolation, options => options.RequireSandbox = true);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => sut.GetAsync(default));

        Assert.Contains("FileIsolation is missing", refusal.Message);
        Assert.Contains("Install bubblewrap", refusal.Message);
    }

    [Fact]
    public async Task MissingLayer_NotRequired_IsReported()
    {
        using var sut = CreateSut(NoIsolation);

        var tools = await sut.GetAsync(default);

        Assert.Contains(tools.Sandbox.Report.Missing, gap => gap.Layer == SandboxLayer.FileIsolation);
    }

    [Fact]
    public async Task Landlock_RequiredByAnOrdinaryUser_Serves()
    {
        using var sut = CreateSut(
            SandboxTools.Find() with { IsRoot = false }, options => (options.RequireSandbox, options.Sandbox) = (true, SandboxWay.Landlock));

        var tools = await sut.GetAsync(default);

        Assert.True(tools.Sandbox.Report.IsComplete);
    }

    [Fact]
    public async Task NoProgram_Asked_NamesPathAndRemedy()
    {
        using var sut = CreateSut(SandboxTools.Find(), options => options.FfmpegPath = "/nonexistent/ffmpeg");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => sut.GetAsync(default));

        Assert.Contains("/nonexistent/ffmpeg", refusal.Message);
    }

    private static FfmpegEnvironment CreateSut(SandboxTools tools, Action<MediaOptions>? configure = null)
    {
        var options = new MediaOptions();
        configure?.Invoke(options);
        return new FfmpegEnvironment(Options.Create(options), TimeProvider.System, tools);
    }
}
