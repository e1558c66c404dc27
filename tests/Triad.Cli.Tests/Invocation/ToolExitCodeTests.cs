using Grpc.Core;
using Triad.Testing.Platform;

namespace Triad.Cli.Tests.Invocation;

public sealed class ToolExitCodeTests : ToolTest
{
    [Fact]
    public async Task Status_PlatformServes_IsZero()
    {
        var run = await RunAsync("status", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.True(run.Json.GetProperty("ready").GetBoolean());
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("search")]
    [InlineData("video")]
    [InlineData("search ball --limit many")]
    [InlineData("search ball --where nothing")]
    [InlineData("search ball --has xyz")]
    [InlineData("search --audio missing.wav")]
    [InlineData("video upload missing.mp4")]
    [InlineData("key create acme --scope operator")]
    [InlineData("status --address nowhere")]
    [InlineData("status --address http://192.0.2.1:7443")]
    [InlineData("status --timeout -1")]
    [InlineData("status --unknown")]
    [InlineData("up --vectors nothing")]
    [InlineData("up --qdrant http://127.0.0.1:6334")]
    [InlineData("up --vectors qdrant --qdrant 127.0.0.1:6334")]
    [InlineData("up --vectors embedded --qdrant http://127.0.0.1:6334")]
    public async Task Tool_WrongUse_IsTwoAndSaysSoInOneLine(string line)
    {
        var run = await RunAsync(line.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith("triad: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Tool_WrongUseWithJson_AnswersOneDocument()
    {
        var run = await RunAsync("search", "--json");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("WRONG_USE", run.Json.GetProperty("error").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Tool_Refused_IsOneAndNamesFieldValueAndRemedy()
    {
        var run = await RunAsync("video", "get", "nowhere");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("triad: video_id 'nowhere' is not in the library: List the videos to see their ids [VIDEO_NOT_FOUND]", run.Error.Trim());
    }

    [Fact]
    public async Task Tool_RefusedWithJson_AnswersTheError()
    {
        var run = await RunAsync("video", "get", "nowhere", "--json");

        var error = run.Json.GetProperty("error");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("VIDEO_NOT_FOUND", error.GetProperty("reason").GetString());
        Assert.Equal("video_id", error.GetProperty("field").GetString());
        Assert.Equal("nowhere", error.GetProperty("value").GetString());
    }

    [Fact]
    public async Task Tool_NobodyListens_IsOne()
    {
        var run = await RunAsync("status", "--address", "http://127.0.0.1:9", "--timeout", "60");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("cannot be reached", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tool_ForeignKey_ShowsThePlatformsReason()
    {
        Script.FailNext("Search", Refusal.Of(StatusCode.Unauthenticated, "KEY_INVALID", "The API key is not valid.", remedy: "Ask an operator for a key."));

        var run = await RunAsync("search", "ball");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("KEY_INVALID", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tool_OperatorsKeyWithoutATenant_IsToldAboutTheOption()
    {
        Script.FailNext("ListVideos", Refusal.Of(StatusCode.InvalidArgument, "FIELD_MISSING", "tenant_id is missing. Give 2 to 48 letters.", "tenant_id", remedy: "Give 2 to 48 letters."));

        var run = await RunAsync("video", "list");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("triad: An operator's key has no tenant of its own (--tenant): Name one with --tenant [FIELD_MISSING]", run.Error.Trim());
    }

    [Theory]
    [InlineData("video list --longer nothing")]
    [InlineData("search ball --longer NaN")]
    [InlineData("search ball --shorter 1e300")]
    [InlineData("video list --state 42")]
    [InlineData("search ball --compose 7")]
    [InlineData("key create acme --scope 9")]
    [InlineData("key create acme --expires-in-days 1e12")]
    [InlineData("status --timeout NaN")]
    [InlineData("status --timeout 1e30")]
    public async Task Tool_ValueThatCannotBe_IsTwo(string line)
    {
        var run = await RunAsync(line.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("triad: ", run.Error, StringComparison.Ordinal);
        Assert.Empty(Script.Calls);
    }

    [Fact]
    public async Task Tool_DataDirectory_GivesAddressAndKey()
    {
        var data = Folder.CreateSubdirectory("data").FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "address"), $"{Platform.Address}\n");
        await File.WriteAllTextAsync(Path.Combine(data, "operator.key"), "tk_operator_secret\n");

        var run = await ToolRun.StartAsync(Folder.FullName, new Dictionary<string, string>(), "tenant", "list", "--data", data);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("Bearer tk_operator_secret", Script.Calls.Single().Authorization);
    }
}
