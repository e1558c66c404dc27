namespace Triad.Cli.Tests.Evaluation;

public sealed class FootageCommandTests : ToolTest
{
    [Theory]
    [InlineData("eval", "footage", "--set", "sounds", "--model", "open-elsewhere")]
    [InlineData("eval", "footage", "--set", "clips", "--model", "open-elsewhere")]
    public async Task Footage_PackageThatIsNotHere_TellsTheCommandThatGetsIt(params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "--json"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("triad model get open-elsewhere", run.Json.GetProperty("error").GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Footage_SetThatIsNone_IsWrongUse() => Assert.Equal(2, (await RunAsync("eval", "footage", "--set", "songs")).ExitCode);

    [Fact]
    public async Task Demo_MediaWithoutReal_IsWrongUse() => Assert.Equal(2, (await RunAsync("demo", "--media", Folder.FullName)).ExitCode);
}
