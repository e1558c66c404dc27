using System.CommandLine;

namespace Triad.Cli.Tests.Invocation;

public sealed class ToolHelpTests
{
    public static TheoryData<string> Commands()
    {
        var data = new TheoryData<string>();
        foreach (var path in Paths(TriadTool.CreateRoot(), string.Empty))
            data.Add(path);
        return data;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_OfEveryCommand_DescribesAndShowsExamples(string command)
    {
        var output = new StringWriter();

        var code = await TriadTool.RunAsync(
            [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"],
            new InvocationConfiguration { Output = output, Error = output });

        Assert.Equal(0, code);
        Assert.Contains("Usage:", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Examples:", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("--json", output.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Paths(Command command, string path)
    {
        yield return path;
        foreach (var inner in command.Subcommands.SelectMany(child => Paths(child, $"{path} {child.Name}".Trim())))
            yield return inner;
    }
}
